package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.neume.feature.signal.ConstantQConfig.Quality;

/** A single sample, whose energy must lie around its time and nowhere else. */
class ConstantQClickTest {

  private static final int FRAME = 40;

  private static ConstantQGram click(int sample) {
    float[] samples = new float[64_000];
    samples[sample] = 1;
    return ConstantQGram.of(Quality.LOW, samples);
  }

  private static double energy(ConstantQGram gram, int bin) {
    double sum = 0;
    for (int frame = 0; frame < gram.frames(); frame++) {
      sum += Math.pow(gram.amplitude(frame, bin), 2);
    }
    return sum;
  }

  @Test
  void isCenteredOnItsFrameInEveryBin() {
    ConstantQGram gram = click(640 * FRAME);
    for (int bin = 0; bin < ConstantQConfig.BINS; bin++) {
      double moment = 0;
      for (int frame = 0; frame < gram.frames(); frame++) {
        moment += frame * Math.pow(gram.amplitude(frame, bin), 2);
      }
      assertThat(moment / energy(gram, bin)).as("bin %d", bin).isCloseTo(FRAME, within(0.02));
    }
  }

  @Test
  void belowTheHighestOctavesReadsTheWindowOverHalfItsSum() {
    ConstantQGram gram = click(640 * FRAME);
    for (int bin = 0; bin < 264; bin += 5) {
      double seconds = Math.max(0.06, 24 / (ConstantQConfig.center(bin) + 48));
      for (int distance = -10; distance <= 10; distance++) {
        double t = distance * 0.02 / seconds;
        double window = Math.abs(t) < 0.5 ? 0.5 + 0.5 * Math.cos(2 * Math.PI * t) : 0;
        double truth = window * 2 / (seconds * 32_000 / 2);
        assertThat(gram.amplitude(FRAME + distance, bin))
            .as("bin %d, frame %d", bin, distance)
            .isCloseTo(truth, within(1e-5));
      }
    }
  }

  @Test
  void isOverInThreeFramesFromMiddleCUp() {
    ConstantQGram gram = click(640 * FRAME);
    for (int bin = 180; bin < ConstantQConfig.BINS; bin++) {
      double inside = 0;
      for (int frame = FRAME - 1; frame <= FRAME + 1; frame++) {
        inside += Math.pow(gram.amplitude(frame, bin), 2);
      }
      assertThat(inside / energy(gram, bin)).as("bin %d", bin).isGreaterThan(0.999);
    }
  }

  @Test
  void weighsTheSameWhereverItFallsBetweenFrames() {
    ConstantQGram on = click(640 * FRAME);
    for (int offset : new int[] {107, 320, 533}) {
      ConstantQGram between = click(640 * FRAME + offset);
      for (int bin = 0; bin < ConstantQConfig.BINS; bin += 3) {
        assertThat(energy(between, bin) / energy(on, bin))
            .as("bin %d, %d samples behind a frame", bin, offset)
            .isCloseTo(1, within(0.02));
      }
    }
  }
}
