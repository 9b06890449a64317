package org.neume.training.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * 1 when a stretch of at least a quarter of the piece is tracked without a slip and steadily, else 0 (Goto and Muraoka
 * 1997).
 *
 * <p>A reference beat is met when exactly one estimate lies between the middles of its intervals; its error is the offset
 * over the half interval on that side. The first and last beats, which have one interval only, count as missed.
 */
final class GotoScore {
  private static final double LARGEST_ERROR = 0.35;
  private static final double LARGEST_MEAN = 0.2;
  private static final double LARGEST_DEVIATION = 0.2;
  private static final double LEAST_SHARE = 0.25;

  private GotoScore() {}

  static double of(double[] references, double[] estimates) {
    if (references.length == 0 || estimates.length == 0) {
      return 0;
    }
    double[] errors = errors(references, estimates);
    int[] missed =
        IntStream.range(0, errors.length)
            .filter(i -> Math.abs(errors[i]) > LARGEST_ERROR)
            .toArray();
    double[] track = track(errors, missed);
    double mean = Statistics.mean(Arrays.stream(track).map(Math::abs).toArray());
    // Too short a track gives not-a-number, which passes neither test.
    return mean < LARGEST_MEAN && Statistics.deviation(track) < LARGEST_DEVIATION ? 1 : 0;
  }

  private static double[] errors(double[] references, double[] estimates) {
    double[] errors = new double[references.length];
    Arrays.fill(errors, 1);
    for (int n = 1; n < references.length - 1; n++) {
      double before = 0.5 * (references[n] - references[n - 1]);
      double after = 0.5 * (references[n + 1] - references[n]);
      double from = references[n] - before;
      double to = references[n] + after;
      double[] inside = Arrays.stream(estimates).filter(e -> e >= from && e < to).toArray();
      if (inside.length == 1) {
        double offset = inside[0] - references[n];
        errors[n] = offset / (offset < 0 ? before : after);
      }
    }
    return errors;
  }

  /** The errors that are judged; empty when no stretch is long enough. */
  private static double[] track(double[] errors, int[] missed) {
    if (missed.length < 3) {
      // Only the two ends are missed. The reference implementation leaves out the last beat but one
      // as well.
      int from = missed[0] + 1;
      int to = missed[missed.length - 1] - 1;
      return to > from ? Arrays.copyOfRange(errors, from, to) : new double[0];
    }
    int longest = 0;
    for (int i = 1; i + 1 < missed.length; i++) {
      if (missed[i + 1] - missed[i] > missed[longest + 1] - missed[longest]) {
        longest = i;
      }
    }
    int length = missed[longest + 1] - missed[longest] - 1;
    return length > LEAST_SHARE * (errors.length - 2)
        ? Arrays.copyOfRange(errors, missed[longest], missed[longest + 1] + 1)
        : new double[0];
  }
}
