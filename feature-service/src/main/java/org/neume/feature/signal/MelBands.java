package org.neume.feature.signal;

/**
 * Triangular bands whose centers lie evenly on the mel scale, 2,595 log10(1 + f / 700), from 0 Hz to
 * {@value SpectrumConfig#HIGHEST} Hz. A triangle reaches to the centers of its neighbors, but one bin to
 * either side at least, so that no band of a short window is empty. Immutable.
 */
final class MelBands {
  private final int[] first;
  private final float[][] weights;

  /** Bands over the bins 1 to {@code highestBin} of a Fourier transform. */
  MelBands(int bands, double binWidth, int highestBin) {
    first = new int[bands];
    weights = new float[bands][];
    double top = mel(SpectrumConfig.HIGHEST);
    for (int band = 0; band < bands; band++) {
      double center = hertz(top * (band + 1) / (bands + 1));
      double low = Math.min(hertz(top * band / (bands + 1)), center - binWidth);
      double high = Math.max(hertz(top * (band + 2) / (bands + 1)), center + binWidth);
      int from = (int) Math.max(1, Math.ceil(low / binWidth));
      int to = (int) Math.min(highestBin, Math.floor(high / binWidth));
      first[band] = from;
      weights[band] = new float[Math.max(0, to - from + 1)];
      for (int i = 0; i < weights[band].length; i++) {
        double frequency = (from + i) * binWidth;
        double weight =
            frequency < center
                ? (frequency - low) / (center - low)
                : (high - frequency) / (high - center);
        weights[band][i] = (float) Math.max(0, weight);
      }
    }
  }

  /** Sums magnitudes, indexed by bin, to bands. */
  void apply(float[] magnitudes, float[] bands) {
    for (int band = 0; band < bands.length; band++) {
      float sum = 0;
      for (int i = 0; i < weights[band].length; i++) {
        sum += weights[band][i] * magnitudes[first[band] + i];
      }
      bands[band] = sum;
    }
  }

  private static double mel(double hertz) {
    return 2_595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2_595) - 1);
  }
}
