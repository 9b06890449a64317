package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;

@DisplayName("What is known of a recording beforehand")
class WishesTest {
  @Test
  void becomesConstraintsOfTheWholeRecording() {
    assertThat(new Wishes("90-130.5", 3).constraints())
        .containsExactly(
            new Constraint(ConstraintKind.TEMPO, 0L, Long.MAX_VALUE, 0, 90.0, 130.5),
            new Constraint(ConstraintKind.METER, 0L, Long.MAX_VALUE, 3, 0.0, 0.0));
  }

  @Test
  void isReadAgainFromTheLog() {
    Wishes wishes = new Wishes("90-130", 3);
    assertThat(Wishes.of(wishes.options())).isEqualTo(wishes);
    assertThat(Wishes.of(Map.of()).isEmpty()).isTrue();
    assertThat(Wishes.of(Map.of("tempo", "fast", "beats-per-bar", "x")).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "120",
        "130-90",
        "10-90",
        "90-500",
        "90-",
        "-",
        "a-b",
        "90-130-140",
        "1e2-2e2"
      })
  void isRefusedWhereItIsNoRangeOfTempi(String tempo) {
    assertThatThrownBy(() -> new Wishes(tempo, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("90-130");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 16})
  void isRefusedWhereItIsNoBar(int beats) {
    assertThatThrownBy(() -> new Wishes(null, beats)).hasMessageContaining("from 1 to 15");
  }
}
