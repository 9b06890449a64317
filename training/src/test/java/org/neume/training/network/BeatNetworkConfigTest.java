package org.neume.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BeatNetworkConfigTest {
  @Test
  void theNetworkOf2019HasThePublishedSize() {
    WeightLayout layout = WeightLayout.of(BeatNetworkConfig.beats2019());

    // 3x3x1x16, 3x3x16x16, 1x8x16x16, eleven blocks of 5x16x16 and 16x16, 16x2, with biases.
    assertThat(layout.size())
        .isEqualTo(160 + 2320 + 2064 + 11 * (1296 + 272) + 34)
        .isEqualTo(21_826);
  }

  @Test
  void theNetworkOf2019SeesThePublishedTime() {
    double seconds = BeatNetworkConfig.beats2019().receptiveField() / 100.0;

    assertThat(seconds).isBetween(81.0, 82.0);
  }

  @Test
  void theDefaultNetworkStaysSmall() {
    assertThat(WeightLayout.of(BeatNetworkConfig.beats()).size()).isLessThanOrEqualTo(300_000);
  }

  @Test
  void firstWeightsDependOnTheSeedAlone() {
    WeightLayout layout = WeightLayout.of(BeatNetworkConfig.beats());

    assertThat(layout.initialWeights(5)).isEqualTo(layout.initialWeights(5));
    assertThat(layout.initialWeights(5)).isNotEqualTo(layout.initialWeights(6));
  }

  @Test
  void refusesANetworkWithoutFilters() {
    assertThatThrownBy(
            () ->
                new BeatNetworkConfig(
                    "none", 0, 1, 1, 1, false, OutputHeads.BEAT_CLASSES, 0, 0.1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("filter");
  }
}
