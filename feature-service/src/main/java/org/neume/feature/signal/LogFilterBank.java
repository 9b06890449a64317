package org.neume.feature.signal;

import java.util.Arrays;

/**
 * Triangular filters with logarithmically spaced centers over the bins of a Fourier transform.
 *
 * <p>Centers are 440 Hz · 2^(k / bandsPerOctave) for every whole k within the limits of the
 * configuration. Each is moved to its nearest bin (the lower of two equally near), and bins that
 * occur twice are kept once: at low frequencies the bins are wider than the bands. Of the remaining
 * bins each but the first and last is the peak of a filter that falls linearly to 0 at its two
 * neighbors, and whose weights sum to 1. This is the construction of the literature (Böck et al.,
 * "madmom: a new Python audio and music signal processing library", 2016); 44,100 Hz, frames of
 * 2048 and 12 bands per octave from 30 to 17,000 Hz give 81 filters.
 *
 * <p>Immutable, so threads may share it.
 */
public final class LogFilterBank {

  private static final double A4 = 440;

  private final int[] peaks;
  private final int[] firstBins;
  private final int[] starts;
  private final float[] weights;

  /** Builds the filters of {@code config}, over its bins 0 to frameSize / 2 - 1. */
  public LogFilterBank(LogBandConfig config) {
    peaks = peaks(config);
    int bands = peaks.length - 2;
    if (bands < 1) {
      throw new IllegalArgumentException(
          "no filter fits between minFrequency "
              + config.minFrequency()
              + " Hz and maxFrequency "
              + config.maxFrequency()
              + " Hz: widen the range or enlarge the frame");
    }
    firstBins = new int[bands];
    starts = new int[bands + 1];
    for (int band = 0; band < bands; band++) {
      firstBins[band] = peaks[band] + 1;
      starts[band + 1] = starts[band] + peaks[band + 2] - peaks[band] - 1;
    }
    weights = new float[starts[bands]];
    for (int band = 0; band < bands; band++) {
      fill(band);
    }
  }

  private static int[] peaks(LogBandConfig config) {
    double binWidth = (double) config.sampleRate() / config.frameSize();
    int perOctave = config.bandsPerOctave();
    int lowest = (int) Math.floor(perOctave * log2(config.minFrequency() / A4)) - 1;
    int highest = (int) Math.ceil(perOctave * log2(config.maxFrequency() / A4)) + 1;
    int lastBin = config.frameSize() / 2 - 1;
    int[] bins = new int[highest - lowest + 1];
    int count = 0;
    for (int k = lowest; k <= highest; k++) {
      double frequency = A4 * StrictMath.pow(2, (double) k / perOctave);
      if (frequency < config.minFrequency() || frequency > config.maxFrequency()) {
        continue;
      }
      // Bin 0 is the mean of the frame and no tone.
      int bin = Math.max(1, Math.min(lastBin, (int) Math.ceil(frequency / binWidth - 0.5)));
      if (count == 0 || bins[count - 1] != bin) {
        bins[count++] = bin;
      }
    }
    return Arrays.copyOf(bins, count);
  }

  private void fill(int band) {
    int left = peaks[band];
    int peak = peaks[band + 1];
    int right = peaks[band + 2];
    // Rising side: 1..n over n, falling side: n-1..1 over n; together (right - left) / 2.
    double area = (right - left) / 2.0;
    for (int bin = left + 1; bin < right; bin++) {
      double height =
          bin <= peak
              ? (double) (bin - left) / (peak - left)
              : (double) (right - bin) / (right - peak);
      weights[starts[band] + bin - left - 1] = (float) (height / area);
    }
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  /** Number of filters. */
  public int bands() {
    return firstBins.length;
  }

  /** The bin under the peak of filter {@code band}. */
  public int peakBin(int band) {
    return peaks[band + 1];
  }

  /** The first bin above the lower edge of filter {@code band}: the first with a weight. */
  public int firstBin(int band) {
    return firstBins[band];
  }

  /** The last bin below the upper edge of filter {@code band}. */
  public int lastBin(int band) {
    return peaks[band + 2] - 1;
  }

  /** The weight of {@code bin} in filter {@code band}; 0 outside the filter. */
  public float weight(int band, int bin) {
    boolean inside = bin >= firstBin(band) && bin <= lastBin(band);
    return inside ? weights[starts[band] + bin - firstBins[band]] : 0;
  }

  /** The first bin that any filter reads. */
  int lowestBin() {
    return firstBin(0);
  }

  /** The last bin that any filter reads. */
  int highestBin() {
    return lastBin(bands() - 1);
  }

  /** Writes the weighted sums of {@code spectrum}, indexed by bin, to {@code bands}. */
  void apply(float[] spectrum, float[] bands) {
    for (int band = 0; band < firstBins.length; band++) {
      int shift = firstBins[band] - starts[band];
      int end = starts[band + 1];
      int i = starts[band];
      float sum = 0;
      // Four at a time: a sum that waits for each addition would take twice as long.
      for (; i + 3 < end; i += 4) {
        int bin = i + shift;
        sum +=
            (weights[i] * spectrum[bin] + weights[i + 1] * spectrum[bin + 1])
                + (weights[i + 2] * spectrum[bin + 2] + weights[i + 3] * spectrum[bin + 3]);
      }
      for (; i < end; i++) {
        sum += weights[i] * spectrum[i + shift];
      }
      bands[band] = sum;
    }
  }
}
