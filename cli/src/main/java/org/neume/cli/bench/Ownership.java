package org.neume.cli.bench;

import java.util.Map;

/**
 * Who had which partitions in a span of time.
 *
 * @param from when it was first seen so, by {@link System#nanoTime}
 * @param to when it was last seen so
 * @param owners members of the group by partition; a partition between two owners has none
 */
record Ownership(long from, long to, Map<Integer, String> owners) {
  Ownership {
    owners = Map.copyOf(owners);
  }

  /** Members that have a partition. */
  long members() {
    return owners.values().stream().distinct().count();
  }

  /** The most partitions that a member has. */
  long most() {
    return owners.values().stream()
        .distinct()
        .mapToLong(m -> owners.values().stream().filter(m::equals).count())
        .max()
        .orElse(0);
  }
}
