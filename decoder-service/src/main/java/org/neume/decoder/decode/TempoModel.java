package org.neume.decoder.decode;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Which beat periods there are and how readily one follows another.
 *
 * <p>From period a to period b at a beat's end: f = exp(-lambda |b/a - 1|), 0 where f is at most
 * the machine epsilon, each row normalized to sum 1 (Krebs, Böck and Widmer 2015, equation 6).
 * Where a change probability p is given, the period stays with 1 - p and the rest of the row shares
 * p in the proportions of f.
 *
 * @param intervals beat periods in frames, ascending
 * @param lambda steepness, 0 or more; 0 makes all periods equally likely, infinity keeps the period
 *     of the first beat for ever
 * @param changeProbability probability in 0..1 that the period changes at a beat's end; empty for
 *     the exponential alone
 */
public record TempoModel(List<Integer> intervals, double lambda, OptionalDouble changeProbability) {
  /** Periods that a back-pointer can name. */
  static final int MAX_INTERVALS = 4096;

  /** Refuses what is no tempo model, saying why. */
  public TempoModel {
    intervals = List.copyOf(intervals);
    if (intervals.isEmpty() || intervals.size() > MAX_INTERVALS) {
      throw new IllegalArgumentException(
          intervals.size() + " beat periods: give 1 to " + MAX_INTERVALS);
    }
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.get(i) < 2 || (i > 0 && intervals.get(i) <= intervals.get(i - 1))) {
        throw new IllegalArgumentException(
            "beat period "
                + intervals.get(i)
                + " frames: periods must ascend and be 2 frames or more");
      }
    }
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException("transition lambda is " + lambda + ": it must be >= 0");
    }
    double change = changeProbability.orElse(0);
    if (!(change >= 0 && change <= 1)) {
      throw new IllegalArgumentException(
          "tempo change probability is " + change + ": it must lie in 0..1");
    }
  }

  /** The exponential alone. */
  public static TempoModel exponential(List<Integer> intervals, double lambda) {
    return new TempoModel(intervals, lambda, OptionalDouble.empty());
  }

  int shortest() {
    return intervals.get(0);
  }

  int longest() {
    return intervals.get(intervals.size() - 1);
  }
}
