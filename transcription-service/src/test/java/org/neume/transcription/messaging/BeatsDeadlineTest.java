package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The deadline of a correction's beats")
class BeatsDeadlineTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private Instant now = START;
  private final BeatsDeadline deadline =
      new BeatsDeadline(Duration.ofHours(1), Duration.ofMinutes(10), () -> now);

  private Duration left(Duration age) {
    return deadline.left(now.minus(age).toEpochMilli());
  }

  @Test
  @DisplayName("is counted from the correction, and not from when it is met")
  void age() {
    assertThat(left(Duration.ZERO)).isEqualTo(Duration.ofHours(1));
    assertThat(left(Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(40));
    assertThat(left(Duration.ofMinutes(-90))).as("by a clock ahead").isEqualTo(Duration.ofHours(1));
  }

  @Test
  @DisplayName("leaves a decoder that was down along with the stage time, all old ones together")
  void beginning() {
    assertThat(left(Duration.ofDays(20))).isEqualTo(Duration.ofMinutes(10));
    now = START.plus(Duration.ofMinutes(7));
    assertThat(left(Duration.ofDays(20))).isEqualTo(Duration.ofMinutes(3));
    now = START.plus(Duration.ofMinutes(11));
    assertThat(left(Duration.ofDays(20))).isZero();
    assertThat(left(Duration.ofMinutes(55))).isEqualTo(Duration.ofMinutes(5));
  }
}
