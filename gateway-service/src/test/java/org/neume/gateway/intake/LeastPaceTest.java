package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upload that drips")
class LeastPaceTest {
  private static final long SECOND = 1_000_000_000;

  private final LeastPace pace = new LeastPace(Duration.ofSeconds(30));

  @Test
  void isEndedOnceItWasTooSlowForAsLongAsItMayBe() {
    for (int second = 1; second <= 30; second++) {
      pace.came(1, SECOND);
    }
    assertThatThrownBy(() -> pace.came(1, SECOND))
        .isInstanceOf(LeastPace.TooSlowException.class)
        .hasMessageContaining("4 KiB a second")
        .hasMessageContaining("faster connection");
  }

  @Test
  void mayPauseForWhatItSentBefore() {
    pace.came(4_096 * 100, SECOND);
    assertThatCode(() -> pace.came(1, 98 * SECOND)).doesNotThrowAnyException();
    assertThatThrownBy(() -> pace.came(1, 3 * SECOND))
        .isInstanceOf(LeastPace.TooSlowException.class);
  }

  @Test
  void isNoneAtFourKibibytesASecond() {
    for (int second = 1; second <= 600; second++) {
      assertThatCode(() -> pace.came(4_096, SECOND)).doesNotThrowAnyException();
    }
  }

  @Test
  void isNoneWhereTheGatewayItselfTakesItsTime() throws Exception {
    InputStream body =
        new LeastPace(Duration.ofMillis(20)).of(new ByteArrayInputStream(new byte[100]));
    int bytes = 0;
    while (body.read(new byte[50], 0, 50) >= 0) {
      bytes += 50;
      // As a broker that is slow to take what came.
      Thread.sleep(100);
    }
    assertThat(bytes).isEqualTo(100);
  }

  @Test
  void isEndedWhileItIsRead() {
    InputStream dripping =
        new InputStream() {
          @Override
          public int read() {
            try {
              Thread.sleep(10);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return 1;
          }

          @Override
          public int read(byte[] into, int at, int most) {
            into[at] = (byte) read();
            return 1;
          }
        };
    assertThatThrownBy(() -> new LeastPace(Duration.ofMillis(50)).of(dripping).readNBytes(100_000))
        .isInstanceOf(LeastPace.TooSlowException.class);
  }
}
