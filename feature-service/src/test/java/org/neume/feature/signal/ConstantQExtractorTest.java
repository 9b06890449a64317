package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neume.feature.signal.ConstantQConfig.Quality;

class ConstantQExtractorTest {

  private static final int RATE = 32_000;
  private static final int BINS = 432;
  private static final int LENGTH = 48_000;
  private static final int MIDDLE = 37;

  private static float[] sine(double frequency) {
    return Signals.sine(LENGTH, frequency, RATE, 0.3);
  }

  @Test
  void binsAreTheKeysOfThePianoAndTheThreeBetweenEach() {
    for (int key = 0; key < 88; key++) {
      assertThat(ConstantQConfig.center(4 * key))
          .isCloseTo(440 * Math.pow(2, (key - 48) / 12.0), within(1e-9));
    }
    assertThat(ConstantQConfig.center(BINS - 1)).isCloseTo(13_878.1, within(0.1));
    assertThat(ConstantQConfig.DEFAULT.framesPerSecond()).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource(Quality.class)
  void aFullScaleSinePeaksAtItsBinAndReadsItsAmplitudeInEveryOctave(Quality quality) {
    for (int bin = 0; bin < BINS; bin += 7) {
      ConstantQGram gram = ConstantQGram.of(quality, sine(ConstantQConfig.center(bin)));
      assertThat(gram.loudest(MIDDLE)).isEqualTo(bin);
      assertThat(gram.level(MIDDLE, bin)).as("bin %d", bin).isCloseTo(0, within(0.002));
    }
  }

  @Test
  void aSineBetweenTwoBinsLosesAtMostAsMuchAsADetunedSemitoneMay() {
    for (int bin = 3; bin < BINS - 1; bin += 19) {
      double between = ConstantQConfig.center(bin) * Math.pow(2, 1 / 96.0);
      ConstantQGram high = ConstantQGram.of(Quality.HIGH, sine(between));
      ConstantQGram low = ConstantQGram.of(Quality.LOW, sine(between));
      assertThat(high.level(MIDDLE, bin)).as("bin %d", bin).isBetween(-1.65, 0.0);
      assertThat(low.level(MIDDLE, bin)).as("bin %d", bin).isBetween(-1.65, 0.0);
    }
  }

  /** The transform of a Hann window of length T, distance x / T from its center. */
  private static double hann(double x) {
    double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return Math.abs(Math.abs(x) - 1) < 1e-9 ? 0.5 : Math.abs(sinc / (1 - x * x));
  }

  @Test
  void belowTheHighestOctavesASineLooksLikeTheTransformOfAHannWindow() {
    for (int center = 20; center < 260; center += 24) {
      double frequency = ConstantQConfig.center(center);
      ConstantQGram low = ConstantQGram.of(Quality.LOW, sine(frequency));
      ConstantQGram high = ConstantQGram.of(Quality.HIGH, sine(frequency));
      for (int bin = Math.max(0, center - 30); bin < Math.min(264, center + 30); bin++) {
        double f = ConstantQConfig.center(bin);
        double lowX = Math.max(0.06, 24 / (f + 48)) * (f - frequency);
        double highX = Math.max(0.06, 72 / (f + 45)) * (f - frequency);
        assertThat(low.amplitude(MIDDLE, bin)).isCloseTo(hann(lowX), within(0.004));
        assertThat(high.amplitude(MIDDLE, bin)).isCloseTo(hann(highX), within(0.004));
      }
    }
  }

  @Test
  void noiseReadsWhatTheDefinitionSaysWithoutAnyTransformOrDecimation() {
    float[] noise = Signals.noise(LENGTH, 7);
    ConstantQGram low = ConstantQGram.of(Quality.LOW, noise);
    ConstantQGram high = ConstantQGram.of(Quality.HIGH, noise);
    for (int bin = 5; bin < 264; bin += 13) {
      double f = ConstantQConfig.center(bin);
      for (int frame = 30; frame < 45; frame += 7) {
        double lowTruth = correlation(noise, 640 * frame, f, Math.max(0.06, 24 / (f + 48)));
        double highTruth = correlation(noise, 640 * frame, f, Math.max(0.06, 72 / (f + 45)));
        assertThat(low.amplitude(frame, bin)).as("bin %d", bin).isCloseTo(lowTruth, within(2e-4));
        assertThat(high.amplitude(frame, bin)).as("bin %d", bin).isCloseTo(highTruth, within(2e-4));
      }
    }
  }

  /** |sum of x(t) w(t) exp(-2 pi i f t)| over half the window's sum, in the time domain. */
  private static double correlation(float[] samples, int center, double f, double seconds) {
    double re = 0;
    double im = 0;
    double sum = 0;
    int half = (int) Math.floor(seconds * RATE / 2);
    for (int t = -half; t <= half; t++) {
      double window = 0.5 + 0.5 * Math.cos(2 * Math.PI * t / (seconds * RATE));
      double x = samples[center + t] * window;
      re += x * Math.cos(2 * Math.PI * f * t / RATE);
      im += x * Math.sin(2 * Math.PI * f * t / RATE);
      sum += window;
    }
    return 2 * Math.hypot(re, im) / sum;
  }

  @Test
  void silenceIsExactlyZeroAndNoSamplesAreNoFrames() {
    assertThat(ConstantQConfig.DEFAULT.extract(new float[10_000]))
        .hasSize(16 * BINS)
        .containsOnly(0f);
    assertThat(ConstantQConfig.DEFAULT.extract(new float[0])).isEmpty();
  }

  @Test
  void aConstantOffsetReadsNothingAwayFromItsEdges() {
    float[] offset = new float[LENGTH];
    Arrays.fill(offset, 0.5f);
    ConstantQGram gram = ConstantQGram.of(Quality.DYNAMIC, offset);
    for (int bin = 0; bin < BINS; bin++) {
      assertThat(gram.level(MIDDLE, bin)).isLessThan(-90);
    }
  }

  @ParameterizedTest
  @EnumSource(Quality.class)
  void amplitudesAreLinearBeforeTheLogarithm(Quality quality) {
    float[] loud = Signals.noise(LENGTH, 5);
    float[] quiet = loud.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] /= 10;
    }
    ConstantQGram high = ConstantQGram.of(quality, loud);
    ConstantQGram low = ConstantQGram.of(quality, quiet);
    for (int bin = 0; bin < BINS; bin++) {
      assertThat(low.amplitude(MIDDLE, bin) * 10)
          .isCloseTo(high.amplitude(MIDDLE, bin), within(1e-5));
    }
  }

  @Test
  void valuesAreRoundedToTheNearestStep() {
    float[] noise = Signals.noise(LENGTH, 5);
    float[] exact = new ConstantQConfig(Quality.DYNAMIC, 10_000, 0).extract(noise);
    float[] rounded = ConstantQConfig.DEFAULT.extract(noise);
    for (int i = 0; i < exact.length; i++) {
      assertThat(rounded[i] * 64).isEqualTo((float) Math.rint(rounded[i] * 64));
      assertThat(rounded[i]).isCloseTo(exact[i], within(1 / 127f));
    }
  }

  /** A change of this sum means that shipped networks read other features than they learned. */
  @Test
  void theBytesAreTheSameOnEveryMachine() {
    double[] noise = Signals.integerNoise(40_000);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) noise[i];
    }
    assertThat(Signals.checksum(ConstantQConfig.DEFAULT.extract(samples))).isEqualTo("64315565");
  }

  @Test
  void refusesWhatItCannotGoOnFrom() {
    ConstantQConfig config = ConstantQConfig.DEFAULT;
    assertThatIllegalArgumentException().isThrownBy(() -> config.extractor(100_000, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> config.extractor(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> config.frames(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConstantQConfig(Quality.LOW, 0, 64));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConstantQConfig(Quality.LOW, 1, 3));
    FrameExtractor extractor = config.extractor(0, 0);
    assertThatExceptionOfType(UnusableAudioException.class)
        .isThrownBy(() -> extractor.push(new float[] {Float.NaN}, 0, 1, (frame, bins) -> {}));
    extractor.finish((frame, bins) -> {});
    assertThatIllegalStateException().isThrownBy(() -> extractor.finish((frame, bins) -> {}));
    assertThatIllegalStateException()
        .isThrownBy(() -> extractor.push(new float[1], 0, 1, (frame, bins) -> {}));
  }
}
