package org.neume.feature.signal;

import java.util.Locale;

/**
 * Prints what {@link ResamplingQualityTest} bounds: the ripple of the pass-band, and the strongest
 * alias or image of tones across the band, per input rate. Run its main.
 */
public final class ResamplingReport {

  private static final int[] RATES = {
    8_000, 11_025, 16_000, 22_050, 32_000, 44_056, 44_101, 48_000, 88_200, 96_000, 192_000
  };

  private static final int TONES = 100;

  private ResamplingReport() {}

  /** Measures 100 tones per rate and band. */
  public static void main(String[] args) {
    System.out.println("   rate  taps  pass-band to   ripple      residual    alias above half");
    for (int rate : RATES) {
      print(new ResamplingFilter(rate, 44_100));
    }
  }

  private static void print(ResamplingFilter filter) {
    int lower = Math.min(filter.inputRate(), filter.outputRate());
    double edge = ResamplingFilter.PASS_EDGE * lower;
    double ripple = 0;
    double residual = Double.NEGATIVE_INFINITY;
    double alias = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < TONES; i++) {
      ToneMeasurement tone = ToneMeasurement.of(filter, 20 + (edge - 20) * i / (TONES - 1));
      ripple = Math.max(ripple, Math.abs(tone.gainDecibels()));
      residual = Math.max(residual, tone.residualDecibels());
      double nyquist = filter.inputRate() / 2.0;
      if (nyquist > lower / 2.0) {
        double frequency = lower / 2.0 + (nyquist - lower / 2.0) * i / TONES;
        alias = Math.max(alias, ToneMeasurement.aliasDecibels(filter, frequency));
      } else {
        double frequency = edge + (nyquist - edge) * i / TONES;
        alias = Math.max(alias, ToneMeasurement.of(filter, frequency).residualDecibels());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%7d  %4d  %9.0f Hz  %.5f dB  %8.1f dB  %8.1f dB%n",
        filter.inputRate(),
        filter.taps(),
        edge,
        ripple,
        residual,
        alias);
  }
}
