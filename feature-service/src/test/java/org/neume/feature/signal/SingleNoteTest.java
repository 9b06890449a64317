package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The frames of a single note")
class SingleNoteTest {
  private static final int MEASURES = SingleNoteConfig.MEASURES;

  @ParameterizedTest
  @CsvSource({
    "21, 0, 16000", "21, 30, 32000", "28, -20, 16000", "45, 12, 16000", "60, -45, 16000",
    "69, 0, 32000", "69, 7.5, 16000", "81, 49, 32000", "96, -3, 16000", "108, 20, 32000"
  })
  @DisplayName(
      "tell its fundamental to a cent, from the lowest key of a piano to the highest, in whatever octave")
  void fundamental(int pitch, double cents, int rate) {
    SingleNoteConfig config = rate == 16_000 ? SingleNoteConfig.RAW : SingleNoteConfig.CONSTANT_Q;
    double frequency = 440 * Math.pow(2, (pitch - 69 + cents / 100) / 12);
    float[] frame = middle(config, tone(rate, frequency, 1, 2, 3));
    int key = Math.round(frame[frame.length - 2] * 128);
    assertThat((key - pitch) % 12).isZero();
    if (frequency < rate / 20.0) {
      assertThat(key).isEqualTo(pitch);
    }
    assertThat(100 * (frame[frame.length - 1] - 0.5)).isCloseTo(cents, within(1.0));
  }

  @Test
  @DisplayName("tell the fundamental of partials without it")
  void missing() {
    float[] frame = middle(SingleNoteConfig.RAW, tone(16_000, 220, 2, 3, 4));
    assertThat(frame[frame.length - 2] * 128).isEqualTo(57);
  }

  @Test
  @DisplayName("tell no fundamental of noise, nor of silence")
  void aperiodic() {
    float[] noise = middle(SingleNoteConfig.RAW, Signals.noise(16_000, 1));
    float[] silence = middle(SingleNoteConfig.RAW, new float[16_000]);
    assertThat(new float[] {noise[noise.length - 2], noise[noise.length - 1]})
        .containsExactly(0, 0);
    assertThat(silence).containsOnly(0);
  }

  @Test
  @DisplayName("tell the level: a sine of full scale lies 3 dB below it")
  void level() {
    float[] sine = Signals.sine(16_000, 1_000, 16_000, 0);
    float[] frame = middle(SingleNoteConfig.RAW, sine);
    assertThat(100.0 * frame[frame.length - 3] - 100).isCloseTo(-3.01, within(0.01));
  }

  @Test
  @DisplayName("begin with those of the representation that they extend")
  void base() {
    float[] samples = Signals.noise(16_000, 5);
    float[] extended = SingleNoteConfig.CONSTANT_Q.extract(samples);
    float[] plain = ConstantQConfig.DEFAULT.extract(samples);
    int width = ConstantQConfig.BINS;
    int frames = plain.length / width;
    assertThat(extended).hasSize(frames * (width + MEASURES));
    for (int frame = 0; frame < frames; frame++) {
      for (int bin = 0; bin < width; bin++) {
        assertThat(extended[frame * (width + MEASURES) + bin])
            .isEqualTo(plain[frame * width + bin]);
      }
    }
  }

  /** A frame from the middle of a second of sound. */
  private static float[] middle(SingleNoteConfig config, float[] samples) {
    float[] all = config.extract(samples);
    int width = config.extractor(0, 0).bins();
    int frame = all.length / width / 2;
    return java.util.Arrays.copyOfRange(all, frame * width, (frame + 1) * width);
  }

  /** A second of equally strong partials of a fundamental, those below the highest frequency. */
  private static float[] tone(int rate, double frequency, int... partials) {
    float[] samples = new float[rate];
    for (int partial : partials) {
      if (partial * frequency < rate / 2.0) {
        float[] sine = Signals.sine(rate, partial * frequency, rate, partial);
        for (int i = 0; i < rate; i++) {
          samples[i] += 0.2f * sine[i];
        }
      }
    }
    return samples;
  }
}
