package org.neume.training.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws training pieces by their weights, recordings as often as a share of all says. What is drawn for
 * a batch depends on the seed and the batch's number alone, so that a run can be resumed anywhere.
 * Immutable.
 */
public final class PieceDraw {
  private final double[] cumulated;

  /**
   * Prepares the draw.
   *
   * @param weights how often each piece is drawn in comparison with others of its kind, above 0
   * @param real which pieces are recordings
   * @param realShare share of recordings among what is drawn, 0 to 1; where there are only
   *     recordings, or none, those that there are
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public PieceDraw(double[] weights, boolean[] real, double realShare) {
    if (weights.length == 0) {
      throw new IllegalArgumentException(
          "there is no training piece: name a data folder that holds at least one");
    }
    double recorded = 0;
    double rendered = 0;
    for (int i = 0; i < weights.length; i++) {
      if (real[i]) {
        recorded += weights[i];
      } else {
        rendered += weights[i];
      }
    }
    double share = recorded == 0 ? 0 : rendered == 0 ? 1 : realShare;
    cumulated = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += real[i] ? weights[i] / recorded * share : weights[i] / rendered * (1 - share);
      cumulated[i] = sum;
    }
  }

  /** What is random in a batch. */
  public static SplittableRandom random(long seed, long batch) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + batch * 0xD1B54A32D192ED03L);
  }

  /** The number of a piece. */
  public int piece(SplittableRandom random) {
    int drawn =
        Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
    return Math.min(cumulated.length - 1, drawn < 0 ? -drawn - 1 : drawn);
  }
}
