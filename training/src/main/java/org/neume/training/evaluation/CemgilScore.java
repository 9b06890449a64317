package org.neume.training.evaluation;

/**
 * How near the nearest estimate is to each reference beat, under a Gaussian with a deviation of 40 ms, over the mean of
 * both counts (Cemgil, Kappen, Desain and Honing 2000).
 *
 * @param accuracy against the beats as annotated
 * @param bestLevel the best over all metric levels
 */
record CemgilScore(double accuracy, double bestLevel) {
  private static final double DEVIATION = 0.04;

  static CemgilScore of(double[] references, double[] estimates) {
    if (references.length == 0 || estimates.length == 0) {
      return new CemgilScore(0, 0);
    }
    double best = 0;
    for (double[] level : MetricLevels.of(references)) {
      best = Math.max(best, accuracy(level, estimates));
    }
    return new CemgilScore(accuracy(references, estimates), best);
  }

  private static double accuracy(double[] references, double[] estimates) {
    double sum = 0;
    for (double reference : references) {
      double nearest = Math.abs(reference - estimates[Nearest.index(estimates, reference)]);
      sum += Math.exp(-(nearest * nearest) / (2 * DEVIATION * DEVIATION));
    }
    return sum / (0.5 * (references.length + estimates.length));
  }
}
