package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * For every target period the best source period: the maximum over sources of candidate plus
 * transition, for a whole block of frames and chains at once.
 *
 * <p>Scores travel as ints relative to a maximum, with the number of the source in the low bits, so
 * that one plain {@code max} over contiguous arrays, which the compiler turns into vector
 * instructions, yields the score and the source together; of equal scores the longer source period
 * wins. Candidates too far below the maximum for the int range are replaced by a sentinel, which
 * lies below every candidate that fits. A result below {@link #lowest} may owe its rank to that and
 * must be computed again from the exact candidates; any other result is exact.
 */
final class MaxPlusKernel {
  private final int bits;
  private final int[][] transitions;
  private final int[] firstSource;
  private final long top;
  private final long lowest;
  private final int sentinel;

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
    long range = 1L << (Integer.SIZE - 1 - bits);
    // A transition may take a candidate down by as much as the worst of them; none takes it up.
    top = range - 1;
    lowest = Math.min(-range - worst + 1, range);
    sentinel = lowest > top ? 0 : (int) (lowest - 1) << bits;
    transitions = new int[sources][];
    firstSource = new int[sources];
    for (int to = 0; to < sources; to++) {
      int first = tempo.firstSource(to);
      firstSource[to] = first;
      transitions[to] = new int[tempo.lastSource(to) - first + 1];
      for (int k = 0; k < transitions[to].length; k++) {
        long score = lowest > top ? 0 : tempo.score(first + k, to);
        transitions[to][k] = (int) (score << bits) + k;
      }
    }
  }

  /** The int of a score that lies {@code below} (0 or more) under the maximum. */
  int encode(long below) {
    long score = top - below;
    return score < lowest ? sentinel : (int) score << bits;
  }

  /** Whether a result is exact as it stands. */
  boolean isExact(int result) {
    return result >> bits >= lowest;
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
   * @param candidates encoded candidates, {@code width} for source 0, then for source 1, and so on
   * @param width candidates per source
   * @param target index of the target period
   * @param results receives {@code width} results
   */
  void best(int[] candidates, int width, int target, int[] results) {
    int[] scores = transitions[target];
    Arrays.fill(results, 0, width, Integer.MIN_VALUE);
    int offset = firstSource[target] * width;
    int k = 0;
    for (; k + 4 <= scores.length; k += 4) {
      four(candidates, offset + k * width, width, scores, k, results);
    }
    for (; k < scores.length; k++) {
      one(candidates, offset + k * width, width, scores[k], results);
    }
  }

  private static void four(
      int[] candidates, int offset, int width, int[] scores, int k, int[] results) {
    int s0 = scores[k];
    int s1 = scores[k + 1];
    int s2 = scores[k + 2];
    int s3 = scores[k + 3];
    int o1 = offset + width;
    int o2 = o1 + width;
    int o3 = o2 + width;
    for (int x = 0; x < width; x++) {
      int low = Math.max(candidates[offset + x] + s0, candidates[o1 + x] + s1);
      int high = Math.max(candidates[o2 + x] + s2, candidates[o3 + x] + s3);
      results[x] = Math.max(results[x], Math.max(low, high));
    }
  }

  private static void one(int[] candidates, int offset, int width, int score, int[] results) {
    for (int x = 0; x < width; x++) {
      results[x] = Math.max(results[x], candidates[offset + x] + score);
    }
  }
}
