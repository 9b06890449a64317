package org.neume.training.evaluation;

import java.util.Arrays;

/**
 * The correlation of reference and estimate as pulse trains of 10 ms steps, summed over lags up to a fifth of the median
 * interval, over the larger count (McKinney, Moelants, Davies and Klapuri 2007).
 */
final class PScore {
  private static final double STEPS_PER_SECOND = 100;
  private static final double WINDOW = 0.2;

  private PScore() {}

  static double of(double[] references, double[] estimates) {
    if (references.length < 2 || estimates.length < 2) {
      return 0;
    }
    double start = Math.min(references[0], estimates[0]);
    long[] a = pulses(references, start);
    long[] b = pulses(estimates, start);
    if (a.length < 2) {
      return 0;
    }
    double[] intervals = new double[a.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = a[i + 1] - a[i];
    }
    long window = (long) Math.rint(WINDOW * Statistics.median(intervals));
    long pairs = 0;
    int from = 0;
    for (long pulse : a) {
      while (from < b.length && b[from] < pulse - window) {
        from++;
      }
      for (int i = from; i < b.length && b[i] <= pulse + window; i++) {
        pairs++;
      }
    }
    return (double) pairs / Math.max(references.length, estimates.length);
  }

  /** Step numbers, each once. */
  private static long[] pulses(double[] times, double start) {
    return Arrays.stream(times)
        .mapToLong(t -> (long) Math.ceil((t - start) * STEPS_PER_SECOND))
        .distinct()
        .toArray();
  }
}
