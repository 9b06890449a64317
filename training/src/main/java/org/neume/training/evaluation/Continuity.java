package org.neume.training.evaluation;

/**
 * How much of a piece is tracked with the right phase and period (Hainsworth 2004; Klapuri, Eronen and Astola 2006).
 *
 * <p>An estimated beat is right when it lies within 17.5 % of an interval of the nearest reference beat, which no earlier
 * estimate has used, and the interval before it differs from the reference's by less than 17.5 %. At either start, where
 * nothing is before, the interval that follows is taken.
 *
 * @param correctContinuous CMLc: the longest unbroken run, over the larger count
 * @param correctTotal CMLt: all right beats, over the larger count
 * @param anyContinuous AMLc: the best CMLc over all metric levels
 * @param anyTotal AMLt: the best CMLt over all metric levels
 */
record Continuity(
    double correctContinuous, double correctTotal, double anyContinuous, double anyTotal) {
  private static final double TOLERANCE = 0.175;

  static Continuity of(double[] references, double[] estimates) {
    if (references.length < 2 || estimates.length < 2) {
      return new Continuity(0, 0, 0, 0);
    }
    double[] asAnnotated = level(references, estimates);
    double bestContinuous = 0;
    double bestTotal = 0;
    for (double[] variant : MetricLevels.of(references)) {
      double[] scores = level(variant, estimates);
      bestContinuous = Math.max(bestContinuous, scores[0]);
      bestTotal = Math.max(bestTotal, scores[1]);
    }
    return new Continuity(asAnnotated[0], asAnnotated[1], bestContinuous, bestTotal);
  }

  /** Longest run and sum, both over the larger count. */
  private static double[] level(double[] references, double[] estimates) {
    boolean[] used = new boolean[references.length];
    int run = 0;
    int longest = 0;
    int total = 0;
    for (int m = 0; m < estimates.length; m++) {
      int nearest = Nearest.index(references, estimates[m]);
      boolean right = !used[nearest] && isRight(references, nearest, estimates, m);
      if (right) {
        used[nearest] = true;
        total++;
      }
      run = right ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    double count = Math.max(references.length, estimates.length);
    return new double[] {longest / count, total / count};
  }

  private static boolean isRight(double[] references, int nearest, double[] estimates, int m) {
    boolean atStart = m == 0 || nearest == 0;
    double expected = interval(references, nearest, atStart);
    double found = interval(estimates, m, atStart);
    double phase = Math.abs(estimates[m] - references[nearest]) / expected;
    double period = Math.abs(1 - found / expected);
    // Beats at the same time make an interval of 0 and what follows not a number or infinite: not
    // right.
    return phase < TOLERANCE && period < TOLERANCE;
  }

  /** From the beat to the one before, or to the one behind where asked and possible; 0 for a single beat. */
  private static double interval(double[] beats, int i, boolean forward) {
    if (forward && i + 1 < beats.length) {
      return beats[i + 1] - beats[i];
    }
    return i > 0 ? beats[i] - beats[i - 1] : 0;
  }
}
