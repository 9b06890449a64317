package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upload that drips")
class LeastPaceTest {
  private static final long SECOND = 1_000_000_000;

  private final LeastPace pace = new LeastPace(Duration.ofSeconds(30), 0);

  @Test
  void isEndedOnceItWasTooSlowForAsLongAsItMayBe() {
    for (int second = 1; second <= 30; second++) {
      pace.came(1, second * SECOND);
    }
    assertThatThrownBy(() -> pace.came(1, 31 * SECOND))
        .isInstanceOf(LeastPace.TooSlowException.class)
        .hasMessageContaining("4 KiB a second")
        .hasMessageContaining("faster connection");
  }

  @Test
  void mayPauseForWhatItSentBefore() {
    pace.came(4_096 * 100, SECOND);
    assertThatCode(() -> pace.came(1, 99 * SECOND)).doesNotThrowAnyException();
    assertThatThrownBy(() -> pace.came(1, 102 * SECOND))
        .isInstanceOf(LeastPace.TooSlowException.class);
  }

  @Test
  void isNoneAtFourKibibytesASecond() {
    for (int second = 1; second <= 600; second++) {
      int now = second;
      assertThatCode(() -> pace.came(4_096, now * SECOND)).doesNotThrowAnyException();
    }
  }
}
