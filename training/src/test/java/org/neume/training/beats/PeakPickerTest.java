package org.neume.training.beats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class PeakPickerTest {
  @Test
  void picksTheHighestFrameOfEachHumpAboveTheThreshold() {
    float[] activations = new float[100];
    activations[20] = 0.5f;
    activations[21] = 0.9f;
    activations[60] = 0.8f;
    activations[80] = 0.2f;

    PickedBeats picked = new PeakPicker(0.3, 7).pick(activations, 1, 100);

    assertThat(picked.beats()).containsExactly(0.21, 0.60);
    assertThat(picked.downbeats()).isEmpty();
  }

  @Test
  void ofAPlateauTheFirstFrameIsTheBeat() {
    float[] activations = new float[60];
    activations[30] = 0.7f;
    activations[31] = 0.7f;

    assertThat(new PeakPicker(0.3, 7).pick(activations, 1, 100).beats()).containsExactly(0.30);
  }

  @Test
  void theFMeasureCountsEachEstimateOnce() {
    double[] references = {1, 2, 3, 4};

    assertThat(HitCount.fMeasure(references, references, 0.07)).isEqualTo(1);
    assertThat(HitCount.fMeasure(references, new double[] {1.05, 2.08, 3.0, 3.01}, 0.07))
        .isCloseTo(2.0 * 2 / 8, offset(1e-12));
    assertThat(HitCount.fMeasure(references, new double[0], 0.07)).isZero();
    assertThat(HitCount.fMeasure(new double[0], new double[0], 0.07)).isEqualTo(1);
  }
}
