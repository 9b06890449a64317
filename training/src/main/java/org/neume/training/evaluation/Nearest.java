package org.neume.training.evaluation;

import java.util.Arrays;

/** Search in rising times. */
final class Nearest {
  private Nearest() {}

  /** The index of the time nearest to {@code time}; the first one of equals. {@code times} has at least one element. */
  static int index(double[] times, double time) {
    int found = Arrays.binarySearch(times, time);
    int above = found >= 0 ? found : -found - 1;
    int nearest;
    if (above == times.length) {
      nearest = above - 1;
    } else if (above > 0 && Math.abs(times[above - 1] - time) <= Math.abs(times[above] - time)) {
      nearest = above - 1;
    } else {
      nearest = above;
    }
    while (nearest > 0 && Math.abs(times[nearest - 1] - time) == Math.abs(times[nearest] - time)) {
      nearest--;
    }
    return nearest;
  }
}
