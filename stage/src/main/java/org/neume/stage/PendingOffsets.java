package org.neume.stage;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Inputs that outputs without an open recording depend on: dead letters and repeated statuses. */
final class PendingOffsets {
  /** How many outputs depend on an offset, and the partition's log time before it. */
  private record Pending(int count, long logTimeBefore) {}

  private final TreeMap<Long, Pending> pending = new TreeMap<>();

  void add(long offset, long logTimeBefore) {
    pending.merge(
        offset, new Pending(1, logTimeBefore), (a, b) -> new Pending(a.count + 1, a.logTimeBefore));
  }

  void remove(long offset) {
    pending.computeIfPresent(
        offset, (o, p) -> p.count == 1 ? null : new Pending(p.count - 1, p.logTimeBefore));
  }

  /** The lowest input; null if there is none. */
  @Nullable InputPlace lowest() {
    var first = pending.firstEntry();
    return first == null ? null : new InputPlace(first.getKey(), first.getValue().logTimeBefore);
  }
}
