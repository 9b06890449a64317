package org.neume.training.evaluation;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which estimated note stands for which reference note: onsets within 50 ms, pitches within 50 cents, offsets within 50 ms
 * or a fifth of the reference's duration, whichever is more. Time differences are rounded to a tenth of a millisecond, so
 * that exactly 50 ms counts as within.
 */
final class NoteMatching {
  private static final double ONSET = 0.05;
  private static final double CENTS = 50;
  private static final double OFFSET = 0.05;
  private static final double OFFSET_SHARE = 0.2;
  private static final double ROUNDING = 10_000;

  private NoteMatching() {}

  /** For each reference the index of its estimate, or -1. */
  static int[] match(
      List<NoteEvent> references,
      List<NoteEvent> estimates,
      BiPredicate<NoteEvent, NoteEvent> criterion) {
    return BipartiteMatching.match(
        references.size(),
        estimates.size(),
        (reference, found) -> {
          for (int e = 0; e < estimates.size(); e++) {
            if (criterion.test(references.get(reference), estimates.get(e))) {
              found.accept(e);
            }
          }
        });
  }

  static boolean onset(NoteEvent reference, NoteEvent estimate) {
    return difference(reference.onset(), estimate.onset()) <= ONSET;
  }

  static boolean offset(NoteEvent reference, NoteEvent estimate) {
    return difference(reference.offset(), estimate.offset())
        <= Math.max(OFFSET_SHARE * reference.duration(), OFFSET);
  }

  static boolean onsetAndPitch(NoteEvent reference, NoteEvent estimate) {
    return onset(reference, estimate)
        && Math.abs(1200 * (log2(reference.pitch()) - log2(estimate.pitch()))) <= CENTS;
  }

  static boolean whole(NoteEvent reference, NoteEvent estimate) {
    return onsetAndPitch(reference, estimate) && offset(reference, estimate);
  }

  private static double difference(double a, double b) {
    return Math.rint(Math.abs(a - b) * ROUNDING) / ROUNDING;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
