package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A spectrum of the multipitch family")
class SpectrumTest {
  private static final int RATE = SpectrumConfig.RATE;

  private static float[] middle(SpectrumKind kind, int window, float[] samples) {
    SpectrumConfig config = new SpectrumConfig(kind, window);
    float[] all = config.extract(samples);
    float[] frame = new float[config.bins()];
    int row = samples.length / SpectrumConfig.HOP / 2;
    System.arraycopy(all, row * frame.length, frame, 0, frame.length);
    return frame;
  }

  private static int loudest(float[] frame) {
    int best = 0;
    for (int i = 0; i < frame.length; i++) {
      best = frame[i] > frame[best] ? i : best;
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {1_024, 2_048, 8_192, 16_384})
  @DisplayName("reads 1,000 in the bin of a sine of full scale, whatever the window")
  void sine(int window) {
    int bin = window / 64;
    float[] samples = Signals.sine(60_000, bin * (double) RATE / window, RATE, 0.3);
    float[] frame = middle(SpectrumKind.SPECTROGRAM, window, samples);
    assertThat(loudest(frame)).isEqualTo(bin - 1);
    assertThat(frame[bin - 1]).isCloseTo(1_000f, within(1f));
  }

  @Test
  @DisplayName("is log(1 + .) of the linear one where its name says so")
  void logarithms() {
    float[] samples = Signals.noise(40_000, 3);
    for (SpectrumKind kind : SpectrumKind.values()) {
      if (!kind.isLogarithmic()) {
        SpectrumKind with = SpectrumKind.valueOf("LOG_" + kind.name());
        float[] linear = middle(kind, 2_048, samples);
        float[] log = middle(with, 2_048, samples);
        for (int i = 0; i < linear.length; i++) {
          assertThat(log[i]).isCloseTo((float) Math.log1p(linear[i]), within(1e-5f));
        }
      }
    }
  }

  @Test
  @DisplayName(
      "adds up the sides of a right angle as a ReLUgram: between the magnitude and its root of two")
  void relugram() {
    float[] samples = Signals.noise(40_000, 5);
    float[] magnitudes = middle(SpectrumKind.SPECTROGRAM, 1_024, samples);
    float[] sums = middle(SpectrumKind.RELUGRAM, 1_024, samples);
    for (int i = 0; i < sums.length; i++) {
      assertThat((double) sums[i])
          .isBetween(0.9999 * magnitudes[i], 1.0001 * Math.sqrt(2) * magnitudes[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_024, 16_384})
  @DisplayName("has mel bands that rise with the frequency and are never empty")
  void mel(int window) {
    int before = -1;
    for (double hertz = 200; hertz < 7_500; hertz *= 1.3) {
      float[] frame = middle(SpectrumKind.MEL, window, Signals.sine(60_000, hertz, RATE, 0));
      assertThat(loudest(frame)).isGreaterThan(before);
      before = loudest(frame);
    }
    for (float band : middle(SpectrumKind.MEL, window, Signals.noise(60_000, 1))) {
      assertThat(band).isPositive();
    }
  }

  @Test
  @DisplayName("is exactly 0 in silence, and centered on every 512th sample")
  void silenceAndCenters() {
    for (SpectrumConfig config : SpectrumConfig.FAMILY) {
      for (float value : config.extract(new float[5_000])) {
        assertThat(value).isZero();
      }
    }
    float[] click = new float[40_000];
    click[20 * SpectrumConfig.HOP] = 1;
    SpectrumConfig config = new SpectrumConfig(SpectrumKind.SPECTROGRAM, 1_024);
    float[] frames = config.extract(click);
    assertThat(frames[20 * config.bins()]).isGreaterThan(3);
    assertThat(frames[19 * config.bins()]).isZero();
    assertThat(frames[21 * config.bins()]).isLessThan(0.5f);
  }

  @Test
  @DisplayName("has a name of its own in a family of 24, each of a record's size")
  void names() {
    assertThat(SpectrumConfig.FAMILY).hasSize(24);
    assertThat(SpectrumConfig.FAMILY.stream().map(SpectrumConfig::name).collect(Collectors.toSet()))
        .hasSize(24)
        .contains("spectrogram-8192", "log-mel-2048", "log-relugram-16384");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpectrumConfig(SpectrumKind.MEL, 3_000));
  }
}
