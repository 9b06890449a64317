package org.neume.training.beats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.neume.training.network.BeatNetworkConfig;

class AugmentationTest {
  private static final int BANDS = BeatNetworkConfig.BANDS;
  private static final int FRAMES = 50;

  @Test
  void doesNothingWhenNothingIsAskedFor() {
    BeatBatch batch = batch();
    float[] before = batch.features().clone();

    new Augmentation(AugmentationOptions.none()).apply(batch, 0, new SplittableRandom(1));

    assertThat(batch.features()).isEqualTo(before);
    assertThat(batch.gains()).containsOnly(1f);
    assertThat(batch.floors()).containsOnly(0f);
  }

  @Test
  void transposesByWholeBandsAndLeavesSilenceBehind() {
    AugmentationOptions shifts = new AugmentationOptions(0, 0, 0, 0, 2, 0, 0, 0, 0);
    for (int seed = 0; seed < 20; seed++) {
      BeatBatch batch = batch();
      float[] before = batch.features().clone();

      new Augmentation(shifts).apply(batch, 0, new SplittableRandom(seed));

      int shift = 0;
      while (batch.features()[40] != before[40 - shift] && shift < 3) {
        shift = shift <= 0 ? 1 - shift : -shift;
      }
      assertThat(Math.abs(shift)).isLessThanOrEqualTo(2);
      for (int frame = 0; frame < FRAMES; frame++) {
        for (int band = 0; band < BANDS; band++) {
          int source = band - shift;
          float expected = source >= 0 && source < BANDS ? before[frame * BANDS + source] : 0f;
          assertThat(batch.features()[frame * BANDS + band]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void levelAndEqualizerStayWithinTheirLimits() {
    AugmentationOptions gains = new AugmentationOptions(9, 6, 0, 0, 0, 0, 0, 0, 0);
    double largest = Math.pow(10, (9 + 6 + 6) / 20.0);
    boolean differ = false;
    for (int seed = 0; seed < 20; seed++) {
      BeatBatch batch = batch();
      new Augmentation(gains).apply(batch, 0, new SplittableRandom(seed));
      for (float gain : batch.gains()) {
        assertThat((double) gain).isBetween(1 / largest - 1e-6, largest + 1e-6);
      }
      differ |= batch.gains()[0] != batch.gains()[BANDS - 1];
    }
    assertThat(differ).isTrue();
  }

  private static BeatBatch batch() {
    float[] features = new float[FRAMES * BANDS];
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble();
    }
    float[] gains = new float[BANDS];
    Arrays.fill(gains, 1f);
    return new BeatBatch(
        1, FRAMES, features, gains, new float[BANDS], new float[0], new float[0], new float[0]);
  }
}
