package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HammingWindowTest {

  private static final int SIZE = 2048;
  private final float[] window = HammingWindow.scaled(SIZE, 1);

  @Test
  void itRisesFrom008AtTheEdgeTo1InTheCenter() {
    assertThat(window[0]).isCloseTo(0.08f, within(1e-7f));
    assertThat(window[SIZE / 4]).isCloseTo(0.54f, within(1e-7f));
    assertThat(window[SIZE / 2]).isEqualTo(1f);
  }

  @Test
  void itIsSymmetricAboutTheCenterOfTheFrame() {
    for (int k = 1; k < SIZE / 2; k++) {
      assertThat(window[SIZE / 2 - k]).isCloseTo(window[SIZE / 2 + k], within(1e-7f));
    }
  }

  @Test
  void itsSumAndEnergyHaveTheirClosedForms() {
    double sum = 0;
    double energy = 0;
    for (float w : window) {
      sum += w;
      energy += (double) w * w;
    }
    assertThat(HammingWindow.sum(SIZE)).isCloseTo(sum, within(1e-4));
    assertThat(energy).isCloseTo((0.54 * 0.54 + 0.46 * 0.46 / 2) * SIZE, within(1e-4));
  }
}
