package org.neume.feature.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ripple, delay, aliases and images, measured with sines and sweeps across the band. */
class ResamplingQualityTest {

  private static final int OUTPUT_RATE = 44_100;
  private static final int TONES = 24;

  @ParameterizedTest
  @ValueSource(
      ints = {
        8_000, 11_025, 16_000, 22_050, 32_000, 37_801, 44_056, 44_101, 48_000, 88_200, 96_000,
        192_000
      })
  void thePassBandIsFlatAndEverythingElseLiesBelowMinus80Decibels(int rate) {
    ResamplingFilter filter = new ResamplingFilter(rate, OUTPUT_RATE);
    double lower = Math.min(rate, OUTPUT_RATE);
    for (int i = 0; i <= TONES; i++) {
      double frequency = 20 + (ResamplingFilter.PASS_EDGE * lower - 20) * i / TONES;
      ToneMeasurement tone = ToneMeasurement.of(filter, frequency);
      assertThat(tone.gainDecibels()).as("gain at %.0f Hz", frequency).isCloseTo(0, within(0.01));
      assertThat(tone.delaySeconds()).as("delay at %.0f Hz", frequency).isCloseTo(0, within(1e-7));
      assertThat(tone.residualDecibels()).as("residual at %.0f Hz", frequency).isLessThan(-80);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 32_000, 37_801})
  void tonesBetweenThePassBandAndHalfTheInputRateLeaveNoImage(int rate) {
    ResamplingFilter filter = new ResamplingFilter(rate, OUTPUT_RATE);
    for (int i = 1; i < 8; i++) {
      double frequency =
          (ResamplingFilter.PASS_EDGE + (0.5 - ResamplingFilter.PASS_EDGE) * i / 8) * rate;
      ToneMeasurement tone = ToneMeasurement.of(filter, frequency);
      assertThat(tone.gainDecibels()).as("gain at %.0f Hz", frequency).isLessThan(0.01);
      assertThat(tone.residualDecibels()).as("image of %.0f Hz", frequency).isLessThan(-80);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {44_101, 48_000, 64_000, 88_200, 96_000, 176_400, 192_000})
  void tonesAboveHalfTheOutputRateVanish(int rate) {
    ResamplingFilter filter = new ResamplingFilter(rate, OUTPUT_RATE);
    for (int i = 0; i < TONES; i++) {
      double frequency = 22_050 + (rate / 2.0 - 22_050) * i / TONES;
      assertThat(ToneMeasurement.aliasDecibels(filter, frequency))
          .as("alias of %.0f Hz", frequency)
          .isLessThan(-80);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 22_050, 32_000, 44_101, 48_000, 96_000})
  void aSweepThroughThePassBandComesOutAsTheSameSweepSampledAnew(int rate) {
    double edge = ResamplingFilter.PASS_EDGE * Math.min(rate, OUTPUT_RATE);
    double slope = edge * 0.98;
    float[] output =
        Collected.resampled(
            new ResamplingFilter(rate, OUTPUT_RATE), Signals.sweep(rate, rate, 0, slope));
    assertThat(output).hasSize(OUTPUT_RATE);
    for (int m = 1000; m < OUTPUT_RATE - 1000; m++) {
      double expected = Signals.sweep((double) m / OUTPUT_RATE, 0, slope);
      assertThat(Math.abs(output[m] - expected)).as("sample %d", m).isLessThan(5e-4);
    }
  }
}
