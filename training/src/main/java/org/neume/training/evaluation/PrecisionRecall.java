package org.neume.training.evaluation;

import java.util.Arrays;

/**
 * Precision and recall of scores against labels, over all thresholds. What is equal is decided alike: a
 * threshold lies between values. Immutable.
 */
public final class PrecisionRecall {
  private final float[] scores;
  private final long[] hits;
  private final long[] found;
  private final long positives;

  /**
   * A figure at a threshold.
   *
   * @param threshold what scores at least this is said to be there
   * @param precision share of it that is; 1 where nothing is said
   * @param recall share of what is there that is said; 0 where nothing is there
   */
  public record Point(double threshold, double precision, double recall) {
    /** The harmonic mean of both, 0 where either is. */
    public double measure() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
  }

  /**
   * Sorts.
   *
   * @param scores any finite numbers
   * @param labels 1 where something is there, 0 elsewhere; as many
   */
  public PrecisionRecall(float[] scores, float[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "%d scores and %d labels".formatted(scores.length, labels.length));
    }
    // The label in the lowest bit of a key whose order is that of the scores, falling.
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(scores[i] + 0f);
      int ordered = bits < 0 ? ~bits : bits ^ 0x8000_0000;
      keys[i] =
          ((0xFFFF_FFFFL - Integer.toUnsignedLong(ordered)) << 1) | (labels[i] > 0.5f ? 1 : 0);
    }
    Arrays.sort(keys);
    int groups = 0;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] >>> 1 != keys[i - 1] >>> 1) {
        groups++;
      }
    }
    this.scores = new float[groups];
    hits = new long[groups];
    found = new long[groups];
    int group = -1;
    long hit = 0;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] >>> 1 != keys[i - 1] >>> 1) {
        group++;
        int ordered = (int) (0xFFFF_FFFFL - (keys[i] >>> 1));
        this.scores[group] = Float.intBitsToFloat(ordered < 0 ? ordered ^ 0x8000_0000 : ~ordered);
      }
      hit += keys[i] & 1;
      hits[group] = hit;
      found[group] = i + 1L;
    }
    positives = hit;
  }

  /**
   * The sum of (R(n) - R(n-1)) P(n) over falling thresholds, without interpolation: scikit-learn's
   * average precision. Not a number where nothing is there.
   */
  public double average() {
    double sum = 0;
    long before = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += (double) (hits[i] - before) / positives * hits[i] / found[i];
      before = hits[i];
    }
    return positives == 0 ? Double.NaN : sum;
  }

  /** Precision and recall where at least {@code threshold} is said to be there. */
  public Point at(double threshold) {
    int low = 0;
    int high = scores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] >= threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? new Point(threshold, 1, 0) : point(low - 1, threshold);
  }

  /** The point of the largest harmonic mean of precision and recall. */
  public Point best() {
    Point best = new Point(Double.MAX_VALUE, 1, 0);
    for (int i = 0; i < scores.length; i++) {
      Point point = point(i, scores[i]);
      best = point.measure() > best.measure() ? point : best;
    }
    return best;
  }

  private Point point(int group, double threshold) {
    double recall = positives == 0 ? 0 : (double) hits[group] / positives;
    return new Point(threshold, (double) hits[group] / found[group], recall);
  }
}
