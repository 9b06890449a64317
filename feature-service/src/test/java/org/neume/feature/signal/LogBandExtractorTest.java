package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogBandExtractorTest {

  private static final LogBandConfig CONFIG = LogBandConfig.DEFAULT;
  private static final int BANDS = 81;
  private static final double BIN = 44_100 / 2048.0;

  private final LogFilterBank bank = new LogFilterBank(CONFIG);

  private static float[] frame(float[] features, int frame) {
    return Arrays.copyOfRange(features, frame * BANDS, (frame + 1) * BANDS);
  }

  private static int loudest(float[] bands) {
    int best = 0;
    for (int band = 1; band < bands.length; band++) {
      best = bands[band] > bands[best] ? band : best;
    }
    return best;
  }

  @Test
  void silenceIsExactlyZero() {
    assertThat(LogBandExtractor.extract(CONFIG, new float[10_000]))
        .hasSize(23 * BANDS)
        .containsOnly(0f);
  }

  @Test
  void aRecordingWithoutSamplesHasNoFrames() {
    assertThat(LogBandExtractor.extract(CONFIG, new float[0])).isEmpty();
  }

  @Test
  void aFullScaleSineOnABinReadsTheClosedFormInEveryBand() {
    for (int bin : new int[] {5, 18, 58, 183, 519}) {
      float[] features =
          LogBandExtractor.extract(CONFIG, Signals.sine(6000, bin * BIN, 44_100, 0.3));
      float[] middle = frame(features, 6);
      for (int band = 0; band < BANDS; band++) {
        double side = 0.46 / (2 * 0.54);
        double amplitude =
            bank.weight(band, bin)
                + side * (bank.weight(band, bin - 1) + bank.weight(band, bin + 1));
        assertThat((double) middle[band])
            .as("bin %d band %d", bin, band)
            .isCloseTo(Math.log10(1 + 2000 * amplitude), within(0.002));
      }
    }
  }

  @Test
  void notesFromC3UpAreLoudestInTheBandOfTheirOwnBin() {
    for (int note = 48; note <= 130; note++) {
      double frequency = 440 * Math.pow(2, (note - 69) / 12.0);
      float[] features = LogBandExtractor.extract(CONFIG, Signals.sine(6000, frequency, 44_100, 0));
      int expected = 0;
      for (int band = 1; band < BANDS; band++) {
        double distance = Math.abs(bank.peakBin(band) * BIN - frequency);
        expected = distance < Math.abs(bank.peakBin(expected) * BIN - frequency) ? band : expected;
      }
      assertThat(loudest(frame(features, 6))).as("MIDI note %d", note).isEqualTo(expected);
    }
  }

  @Test
  void aGainOfTenMovesLoudBandsByOne() {
    float[] loud = Signals.noise(6000, 5);
    float[] quiet = loud.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] /= 10;
    }
    float[] high = frame(LogBandExtractor.extract(CONFIG, loud), 6);
    float[] low = frame(LogBandExtractor.extract(CONFIG, quiet), 6);
    for (int band = 0; band < BANDS; band++) {
      // 10^v - 1 is proportional to the amplitude, whatever the level.
      double ratio = (Math.pow(10, high[band]) - 1) / (Math.pow(10, low[band]) - 1);
      assertThat(ratio).isCloseTo(10, within(0.01));
      assertThat(high[band]).isBetween(0.5f, 2.5f);
    }
  }

  @Test
  void aConstantOffsetReadsNothing() {
    float[] offset = new float[6000];
    Arrays.fill(offset, 0.5f);
    for (float value : frame(LogBandExtractor.extract(CONFIG, offset), 6)) {
      assertThat(value).isCloseTo(0f, within(0.002f));
    }
  }

  @Test
  void aClickIsSeenBestByTheFrameCenteredOnIt() {
    float[] click = new float[20_000];
    click[20 * 441] = 1;
    float[] features = LogBandExtractor.extract(CONFIG, click);
    for (int band = 0; band < BANDS; band++) {
      // One sample of height 1 under the window's 1 has the flat spectrum 2 / (0.54 · 2048).
      double expected = Math.log10(1 + 2000 * 2 / (0.54 * 2048));
      assertThat((double) features[20 * BANDS + band]).isCloseTo(expected, within(1e-4));
      assertThat(features[19 * BANDS + band]).isLessThan(features[20 * BANDS + band]);
      assertThat(features[19 * BANDS + band]).isCloseTo(features[21 * BANDS + band], within(1e-5f));
      assertThat(features[17 * BANDS + band]).isZero();
      assertThat(features[23 * BANDS + band]).isZero();
    }
  }

  /** Figures of an independent computation with NumPy in double precision. */
  @Test
  void featuresEqualThoseOfAnIndependentImplementation() {
    float[] features = LogBandExtractor.extract(CONFIG, tonesAndDecayingNoise());
    double[][] expected = {
      {0, 2.07965, 2.11838, 1.52065, 0.92928, 0.93668, 0.90813, 0.90462},
      {4, 0.74102, 1.05006, 0.47257, 0.87368, 0.68527, 0.66704, 0.78896},
      {9, 0.95133, 0.81779, 0.86241, 1.1723, 1.0562, 0.93619, 0.84725},
      {13, 1.97608, 2.06523, 1.43663, 0.93165, 0.43057, 0.172, 0.13236},
    };
    int[] bands = {0, 5, 8, 20, 40, 60, 80};
    assertThat(features).hasSize(14 * BANDS);
    for (double[] row : expected) {
      for (int i = 0; i < bands.length; i++) {
        assertThat((double) features[((int) row[0]) * BANDS + bands[i]])
            .as("frame %.0f band %d", row[0], bands[i])
            .isCloseTo(row[i + 1], within(2e-5));
      }
    }
  }

  /** A change of this sum means that shipped networks read other features than they learned. */
  @Test
  void theBytesAreTheSameOnEveryMachine() {
    double[] noise = Signals.integerNoise(20_000);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) noise[i];
    }
    assertThat(Signals.checksum(LogBandExtractor.extract(CONFIG, samples))).isEqualTo("69764554");
  }

  private static float[] tonesAndDecayingNoise() {
    double[] noise = Signals.integerNoise(6000);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          (float)
              (0.3 * noise[i] * Math.exp(-(i % 2000) / 400.0)
                  + 0.4 * Math.sin(2 * Math.PI * 110 * i / 44_100)
                  + 0.1 * Math.sin(2 * Math.PI * 3000 * i / 44_100));
    }
    return samples;
  }

  @Test
  void anotherHopSeesTheSameSoundAtOtherTimes() {
    float[] samples = Signals.noise(60_000, 9);
    float[] usual = LogBandExtractor.extract(CONFIG, samples);
    float[] slower = LogBandExtractor.extract(CONFIG.withHop(420), samples);
    // 21 frames of 420 samples are 20 of 441.
    assertThat(frame(slower, 42)).isEqualTo(frame(usual, 40));
    assertThat(slower.length / BANDS).isEqualTo(143);
  }

  @Test
  void aStartBehindTheFirstSampleNeededIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogBandExtractor(CONFIG, 100 * 441 - 1023, 100))
        .withMessage("frame 100 needs samples from 43076 on, not from 43077");
    assertThatIllegalArgumentException().isThrownBy(() -> new LogBandExtractor(CONFIG, 0, -1));
  }

  @Test
  void samplesThatAreNoNumbersAreRefusedWithTheirPosition() {
    LogBandExtractor extractor = new LogBandExtractor(CONFIG);
    extractor.push(new float[100], 0, 100, (frame, bands) -> {});
    float[] broken = new float[50];
    broken[7] = Float.NaN;
    assertThatExceptionOfType(UnusableAudioException.class)
        .isThrownBy(() -> extractor.push(broken, 0, 50, (frame, bands) -> {}))
        .withMessageStartingWith("sample 107 of channel 0 is NaN");
    assertThat(extractor.position()).isEqualTo(100);
  }

  @Test
  void nothingMayFollowTheEnd() {
    LogBandExtractor extractor = new LogBandExtractor(CONFIG);
    extractor.finish((frame, bands) -> {});
    assertThatIllegalStateException()
        .isThrownBy(() -> extractor.push(new float[1], 0, 1, (frame, bands) -> {}));
    assertThatIllegalStateException().isThrownBy(() -> extractor.finish((frame, bands) -> {}));
  }
}
