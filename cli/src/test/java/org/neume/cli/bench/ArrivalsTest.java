package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a reader saw")
class ArrivalsTest {
  private static final long SECOND = 1_000_000_000L;

  private static Arrival at(double seconds, int partition, int frames, boolean window) {
    return new Arrival((long) (seconds * SECOND), partition, frames, window);
  }

  @Test
  @DisplayName("counts windows and frames of a span, its end excluded")
  void throughput() {
    Arrivals arrivals =
        new Arrivals(
            List.of(
                at(0.5, 0, 1000, true),
                at(1.0, 0, 1000, true),
                at(1.1, 0, 500, false),
                at(2.0, 1, 1000, true),
                at(3.0, 1, 1000, true)));
    assertThat(arrivals.windowsPerSecond(SECOND, 3 * SECOND)).isEqualTo(1);
    assertThat(arrivals.framesPerSecond(SECOND, 3 * SECOND)).isEqualTo(1250);
  }

  @Test
  @DisplayName("is usually as silent as an arbitrary moment finds it")
  void usual() {
    // A moment is in the silence of 3 s three times as often as in that of 1 s: 3/4 * 3 + 1/4 * 1.
    Arrivals arrivals =
        new Arrivals(
            List.of(at(1, 7, 1, true), at(4, 7, 1, true), at(4.5, 3, 1, true), at(5, 7, 1, true)));
    assertThat(arrivals.usualSilence(7, 0, 9 * SECOND)).isCloseTo(2.5, within(1e-9));
    assertThat(arrivals.usualSilence(3, 0, 9 * SECOND)).isNaN();
  }

  @Test
  @DisplayName("is silent around a span from the last record ahead of it to the first behind it")
  void silence() {
    Arrivals arrivals =
        new Arrivals(List.of(at(1, 0, 1, true), at(2, 0, 1, true), at(7, 0, 1, true)));
    long end = 9 * SECOND;
    assertThat(arrivals.silenceAround(0, 3 * SECOND, 4 * SECOND, end)).isEqualTo(5);
    assertThat(arrivals.silenceAround(0, SECOND, 4 * SECOND / 3, end)).isEqualTo(1);
    assertThat(arrivals.silenceAround(0, 3 * SECOND, 8 * SECOND, end)).isEqualTo(5);
    assertThat(arrivals.silenceAround(0, 7 * SECOND, 8 * SECOND, end))
        .as("from 2 to 7, and at least from 7 to the end")
        .isEqualTo(5);
    assertThat(arrivals.silenceAround(0, 15 * SECOND / 2, 8 * SECOND, end))
        .as("at least")
        .isEqualTo(2);
    assertThat(arrivals.silenceAround(5, 3 * SECOND, 4 * SECOND, end))
        .as("never heard")
        .isEqualTo(6);
  }

  @Test
  @DisplayName("counts the windows of each partition")
  void partitions() {
    Arrivals arrivals =
        new Arrivals(List.of(at(1, 0, 1, true), at(2, 2, 1, true), at(3, 2, 1, true)));
    assertThat(arrivals.windows(3, 0, 3 * SECOND)).containsExactly(1, 0, 1);
  }
}
