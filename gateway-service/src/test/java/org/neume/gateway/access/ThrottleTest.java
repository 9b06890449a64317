package org.neume.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bytes a second")
class ThrottleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aSecondsWorthIsThereAtOnceAndEverythingBeyondWaits() {
    Throttle throttle = new Throttle(1_000);
    long now = System.nanoTime();
    assertThat(throttle.debt(1_000, now)).isZero();
    assertThat(throttle.debt(500, now)).isCloseTo(SECOND / 2, Offset.offset(SECOND / 1_000));
  }

  @Test
  void timeFillsTheBucketUpToOneSecondsWorth() {
    Throttle throttle = new Throttle(1_000);
    long now = System.nanoTime();
    throttle.debt(1_000, now);
    assertThat(throttle.debt(1_000, now + 3_600 * SECOND)).isZero();
    assertThat(throttle.debt(1, now + 3_600 * SECOND)).isPositive();
  }

  @Test
  void inTheLongRunNoMoreThanTheRatePasses() {
    Throttle throttle = new Throttle(1_000);
    long now = System.nanoTime();
    long begin = now;
    for (int i = 0; i < 10_000; i++) {
      now += throttle.debt(10, now);
    }
    assertThat((now - begin) / (double) SECOND).isCloseTo(99, Offset.offset(1.0));
  }
}
