package org.neume.training.evaluation;

import java.util.Arrays;

/** Order statistics and moments of small samples. */
final class Statistics {
  private Statistics() {}

  /** NaN of nothing. */
  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** With n-1 in the denominator; NaN below two values. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** Linear between order statistics (type 7 of Hyndman and Fan 1996); NaN of nothing. */
  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Harmonic mean of precision and recall; 0 when both are. */
  static double fMeasure(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
