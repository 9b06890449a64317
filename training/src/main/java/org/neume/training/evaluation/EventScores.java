package org.neume.training.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Precision, recall and F-measure of events within a tolerance. As in mir_eval, all are 0 when either side is empty.
 *
 * @param precision paired estimates over all estimates
 * @param recall paired references over all references
 * @param fMeasure their harmonic mean
 */
public record EventScores(double precision, double recall, double fMeasure) {
  /** Seconds; the tolerance customary for onsets. */
  public static final double ONSET_TOLERANCE = 0.05;

  /**
   * Scores events.
   *
   * @param references seconds, never falling
   * @param estimates seconds, never falling
   * @param tolerance seconds
   */
  public static EventScores of(double[] references, double[] estimates, double tolerance) {
    if (references.length == 0 || estimates.length == 0) {
      return new EventScores(0, 0, 0);
    }
    int pairs = EventMatching.count(references, estimates, tolerance);
    double precision = (double) pairs / estimates.length;
    double recall = (double) pairs / references.length;
    return new EventScores(precision, recall, Statistics.fMeasure(precision, recall));
  }

  /** By mir_eval's names. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("F-measure", fMeasure);
    map.put("Precision", precision);
    map.put("Recall", recall);
    return map;
  }
}
