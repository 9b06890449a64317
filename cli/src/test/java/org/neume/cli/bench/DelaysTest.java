package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Delays")
class DelaysTest {
  @Test
  @DisplayName("have quantiles by the nearest rank, in whatever order they came")
  void quantiles() {
    Delays delays = new Delays();
    for (long delay : new long[] {50, 15, 40, 20, 35}) {
      delays.add(delay);
    }
    assertThat(delays.quantile(0.05)).isEqualTo(15);
    assertThat(delays.quantile(0.3)).isEqualTo(20);
    assertThat(delays.quantile(0.4)).isEqualTo(20);
    assertThat(delays.quantile(0.5)).isEqualTo(35);
    assertThat(delays.quantile(1)).isEqualTo(50);
    assertThat(delays.count()).isEqualTo(5);
  }

  @Test
  @DisplayName("have none where nothing came")
  void none() {
    assertThatIllegalStateException().isThrownBy(() -> new Delays().quantile(0.5));
  }
}
