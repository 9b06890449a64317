package org.neume.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Delays in milliseconds. Confined to one thread. */
final class Delays {
  private final List<Long> millis = new ArrayList<>();

  void add(long delay) {
    millis.add(delay);
    Collections.sort(millis);
  }

  int count() {
    return millis.size();
  }

  /**
   * The delay that this share of all does not exceed, by the nearest rank.
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException if there is none
   */
  long quantile(double share) {
    if (millis.isEmpty()) {
      throw new IllegalStateException("there are no delays");
    }
    return millis.get((int) Math.ceil(share * millis.size()) - 1);
  }
}
