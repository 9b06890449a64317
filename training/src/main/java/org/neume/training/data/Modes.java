package org.neume.training.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The most frequent of some numbers. */
final class Modes {
  private Modes() {}

  /** The most frequent value, the smallest of several; 0 for none. */
  static int of(List<Integer> values) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    int best = 0;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }
}
