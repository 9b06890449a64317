package org.neume.training.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Figures for tempo.
 *
 * @param pair the figures for two tempi; absent where the reference has only one
 * @param accuracy1 1 when the main tempo is within 4 % of the reference's, else 0 (Gouyon et al. 2006)
 * @param accuracy2 the same, forgiving a factor of 1/3, 1/2, 2 or 3
 */
public record TempoScores(Optional<Pair> pair, double accuracy1, double accuracy2) {
  private static final double ACCURACY_TOLERANCE = 0.04;
  private static final double PAIR_TOLERANCE = 0.08;
  private static final double[] FORGIVEN = {1, 2, 3, 1.0 / 2, 1.0 / 3};

  /**
   * The task's classic figures: a reference tempo is hit when an estimate lies within 8 % of it.
   *
   * @param pScore weight of the reference tempi that are hit
   * @param oneCorrect 1 when either is hit
   * @param bothCorrect 1 when both are hit
   */
  public record Pair(double pScore, double oneCorrect, double bothCorrect) {}

  /** Scores an estimate. */
  public static TempoScores score(TempoAnnotation reference, TempoAnnotation estimate) {
    if (reference.main() <= 0) {
      throw new IllegalArgumentException(
          "the reference has no tempo; give one above 0 beats per minute");
    }
    double truth = reference.main();
    boolean first = near(truth, estimate.main(), ACCURACY_TOLERANCE);
    boolean second = false;
    for (double factor : FORGIVEN) {
      second |= near(factor * truth, estimate.main(), ACCURACY_TOLERANCE);
    }
    return new TempoScores(pair(reference, estimate), first ? 1 : 0, second ? 1 : 0);
  }

  /** By mir_eval's names; accuracy 1 and 2, which it does not have, come last. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    pair.ifPresent(
        p -> {
          map.put("P-score", p.pScore());
          map.put("One-correct", p.oneCorrect());
          map.put("Both-correct", p.bothCorrect());
        });
    map.put("Accuracy 1", accuracy1);
    map.put("Accuracy 2", accuracy2);
    return map;
  }

  private static Optional<Pair> pair(TempoAnnotation reference, TempoAnnotation estimate) {
    if (reference.first() <= 0 || reference.second() <= 0) {
      return Optional.empty();
    }
    boolean first = hit(reference.first(), estimate);
    boolean second = hit(reference.second(), estimate);
    double weighted = (first ? reference.weight() : 0) + (second ? 1 - reference.weight() : 0);
    return Optional.of(new Pair(weighted, first || second ? 1 : 0, first && second ? 1 : 0));
  }

  private static boolean hit(double reference, TempoAnnotation estimate) {
    return near(reference, estimate.first(), PAIR_TOLERANCE)
        || near(reference, estimate.second(), PAIR_TOLERANCE);
  }

  private static boolean near(double reference, double estimate, double tolerance) {
    return Math.abs(reference - estimate) / reference <= tolerance;
  }
}
