package org.neume.training.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A patch of the oscillator synthesizer")
class PatchTest {
  private static final int RATE = SoundfontRenderer.RATE;

  /** Detuned copies beat, and what is heard of them changes all the time: those are left out. */
  @Test
  @DisplayName("sounds at the pitch of its note, whatever the modulator of its oscillator")
  void soundsAtItsPitch() {
    SplittableRandom random = new SplittableRandom(5);
    int modulated = 0;
    for (int i = 0; i < 400; i++) {
      Patch patch = Patch.draw(random.nextInt(96), 2, random.nextInt(6) == 0, random);
      int pitch = 40 + random.nextInt(45);
      if (patch.voices() == 1) {
        assertThat(cents(patch, pitch)).as("%s at %d", patch, pitch).isBetween(-40.0, 40.0);
        modulated += patch.wave() == Patch.Wave.FM ? 1 : 0;
      }
    }
    assertThat(modulated).isGreaterThan(50);
  }

  /** How far what is heard is from the note. */
  private static double cents(Patch patch, int pitch) {
    float[] audio = new float[RATE];
    ToneVoice.add(audio, 0, 0.9, pitch, 0.8, patch);
    double frequency = 440 * Math.pow(2, (pitch - 69) / 12.0);
    return 1200 * Math.log(heard(audio, frequency) / frequency) / Math.log(2);
  }

  /**
   * The highest frequency up to two octaves around whose period the sound nearly repeats: within 7 % of
   * the best autocorrelation.
   */
  private static double heard(float[] audio, double frequency) {
    double period = RATE / frequency;
    int count = (int) Math.min(12_000, 12 * period);
    double[] similarity = new double[(int) (4.2 * period) + 2];
    double best = 0;
    for (int lag = (int) (period / 4.5); lag < similarity.length; lag++) {
      similarity[lag] = similarity(audio, lag, count);
      best = Math.max(best, similarity[lag]);
    }
    for (int lag = (int) (period / 4.5) + 1; lag < similarity.length - 1; lag++) {
      double before = similarity[lag - 1];
      double after = similarity[lag + 1];
      double here = similarity[lag];
      if (here >= 0.93 * best && here >= before && here > after) {
        return RATE / (lag + (before - after) / (2 * (before - 2 * here + after)));
      }
    }
    return 1;
  }

  private static double similarity(float[] audio, int lag, int count) {
    int from = 4000;
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = from; i < from + count; i++) {
      product += (double) audio[i] * audio[i + lag];
      first += (double) audio[i] * audio[i];
      second += (double) audio[i + lag] * audio[i + lag];
    }
    return product / Math.sqrt(first * second + 1e-20);
  }
}
