package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * For every target period the best source period: the maximum over sources of candidate plus
 * transition, for a whole block of frames and chains at once.
 *
 * <p>Scores travel as ints relative to a maximum, with the number of the source in the low bits, so
 * that one maximum over arrays, which the compiler turns into vector instructions, yields the score and the source together; of equal scores the longer source period
 * wins. Candidates too far below the maximum for the int range are replaced by a number below every
 * candidate that fits, impossible ones by a number below even that. A result that is neither exact
 * nor impossible must be computed again from the exact candidates.
 */
final class MaxPlusKernel {
  private final int bits;
  private final int[][] transitions;
  private final int[] firstSource;
  private final long top;
  private final long lowest;
  private final boolean usable;
  private final int farDown;
  private final int impossible;
  private final int lowestInt;

  MaxPlusKernel(TempoTransitions tempo, int sources) {
    int widest = 0;
    long worst = 0;
    for (int to = 0; to < sources; to++) {
      widest = Math.max(widest, tempo.lastSource(to) - tempo.firstSource(to));
      for (int from = tempo.firstSource(to); from <= tempo.lastSource(to); from++) {
        worst = Math.min(worst, tempo.score(from, to));
      }
    }
    bits = Integer.SIZE - Integer.numberOfLeadingZeros(widest);
    // Half of the int range, so that differences fit as well.
    long range = 1L << (Integer.SIZE - 2 - bits);
    lowestInt = -(1 << (Integer.SIZE - 2));
    // A transition may take a candidate down by as much as the worst of them; none takes it up.
    top = range - 1;
    long far = -range - 2 * worst + 1;
    usable = far < top;
    lowest = usable ? far + 1 : range;
    farDown = usable ? (int) far << bits : 0;
    impossible = usable ? (int) (-range - worst) << bits : 0;
    transitions = new int[sources][];
    firstSource = new int[sources];
    for (int to = 0; to < sources; to++) {
      int first = tempo.firstSource(to);
      firstSource[to] = first;
      transitions[to] = new int[tempo.lastSource(to) - first + 1];
      for (int k = 0; k < transitions[to].length; k++) {
        long score = usable ? tempo.score(first + k, to) : 0;
        transitions[to][k] = (int) (score << bits) + k;
      }
    }
  }

  /** The int of a score that lies {@code below} (0 or more) under the maximum. */
  int encode(long below) {
    long score = top - below;
    if (score >= lowest) {
      return (int) score << bits;
    }
    return FixedPoint.isImpossible(-below) ? impossible : farDown;
  }

  /** Whether a result is exact as it stands. */
  boolean isExact(int result) {
    return result >> bits >= lowest;
  }

  /** Whether a result stems from impossible candidates alone. */
  boolean isImpossible(int result) {
    return usable && result <= impossible + ((1 << bits) - 1);
  }

  /** How far an exact result lies below the maximum that its candidates were encoded against. */
  long below(int result) {
    return top - (result >> bits);
  }

  /** The source period of an exact result for a target. */
  int source(int result, int target) {
    return firstSource[target] + (result & ((1 << bits) - 1));
  }

  /**
   * The best sources of one target.
   *
   * @param candidates encoded candidates by source, {@code width} each; an array of its own for each
   *     source, because the compiler makes vector instructions of nothing else
   * @param target index of the target period
   * @param results receives {@code width} results
   */
  void best(int[][] candidates, int width, int target, int[] results) {
    int[] scores = transitions[target];
    int first = firstSource[target];
    Arrays.fill(results, 0, width, lowestInt);
    int k = 0;
    for (; k + 4 <= scores.length; k += 4) {
      four(candidates, first + k, width, scores, k, results);
    }
    for (; k < scores.length; k++) {
      one(candidates[first + k], width, scores[k], results);
    }
  }

  private static void four(
      int[][] candidates, int source, int width, int[] scores, int k, int[] results) {
    int s0 = scores[k];
    int s1 = scores[k + 1];
    int s2 = scores[k + 2];
    int s3 = scores[k + 3];
    int[] c0 = candidates[source];
    int[] c1 = candidates[source + 1];
    int[] c2 = candidates[source + 2];
    int[] c3 = candidates[source + 3];
    for (int x = 0; x < width; x++) {
      int low = larger(c0[x] + s0, c1[x] + s1);
      int high = larger(c2[x] + s2, c3[x] + s3);
      results[x] = larger(results[x], larger(low, high));
    }
  }

  private static void one(int[] candidates, int width, int score, int[] results) {
    for (int x = 0; x < width; x++) {
      results[x] = larger(results[x], candidates[x] + score);
    }
  }

  /** The larger of two ints that differ by less than 2^31, in operations that have vector forms. */
  private static int larger(int a, int b) {
    int difference = b - a;
    return a + (difference & ~(difference >> 31));
  }
}
