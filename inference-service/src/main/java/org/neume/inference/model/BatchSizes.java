package org.neume.inference.model;

import java.util.List;

/**
 * The batch sizes that may be used, rising from 1. Few sizes, so that an engine sees few shapes and
 * each was tried before the service is ready.
 */
record BatchSizes(List<Integer> allowed) {
  /** The sizes worth trying: powers of two. */
  static List<Integer> candidates(int maxWindows) {
    return java.util.stream.IntStream.iterate(1, n -> n <= maxWindows, n -> 2 * n).boxed().toList();
  }

  /** The largest allowed size. */
  int largest() {
    return allowed.get(allowed.size() - 1);
  }

  /** The smallest allowed size that holds {@code count} windows, or the largest there is. */
  int holding(int count) {
    return allowed.stream().filter(size -> size >= count).findFirst().orElse(largest());
  }

  /**
   * The size of the next batch.
   *
   * @param waiting windows that wait, 1 or more
   * @param most the largest size wanted, 1 or more
   * @param maxPadding share of the batch that may be padding
   */
  int next(int waiting, int most, double maxPadding) {
    int best = 1;
    for (int size : allowed) {
      boolean full = size <= waiting;
      boolean paddedALittle =
          best < waiting && size > waiting && size - waiting <= maxPadding * size;
      if (size <= most && (full || paddedALittle)) {
        best = size;
      }
    }
    return best;
  }
}
