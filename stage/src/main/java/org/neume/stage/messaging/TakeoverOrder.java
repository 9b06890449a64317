package org.neume.stage.messaging;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.neume.stage.messaging.WaitingPartitions.Turn;

/**
 * Which partitions are taken over together: all that can be, for that is quickest; once that has failed,
 * one at a time, so that one that cannot be read holds up no other. Confined to one thread.
 */
final class TakeoverOrder {
  // In the order in which they failed.
  private final Set<Turn> failed = new LinkedHashSet<>();

  /** Forgets turns that are over. */
  void keep(Predicate<Turn> waits) {
    failed.removeIf(waits.negate());
  }

  /**
   * What to take over next.
   *
   * @param ready turns that have nothing to wait for, one at least
   */
  List<Turn> next(Collection<Turn> ready) {
    if (failed.isEmpty()) {
      return List.copyOf(ready);
    }
    return ready.stream()
        .filter(turn -> !failed.contains(turn))
        .findFirst()
        .or(() -> failed.stream().filter(ready::contains).findFirst())
        .map(List::of)
        .orElse(List.of());
  }

  /** These could not be taken over; the others come first. */
  void failed(Collection<Turn> turns) {
    failed.removeAll(turns);
    failed.addAll(turns);
  }

  /** This one was. */
  void taken(Turn turn) {
    failed.remove(turn);
  }
}
