package org.neume.transcription.score;

import java.util.Arrays;

/** Lengths of beats. */
final class Periods {
  private Periods() {}

  /** The middle value, the upper one of two. Leaves the argument as it was. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of the differences around a place. */
  static double localMedian(double[] times, int place, int reach) {
    int from = Math.max(0, place - reach);
    int to = Math.min(times.length - 1, place + 1 + reach);
    double[] periods = new double[to - from];
    for (int i = from; i < to; i++) {
      periods[i - from] = times[i + 1] - times[i];
    }
    return median(periods);
  }
}
