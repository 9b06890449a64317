package org.neume.stage.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that were given to this replica and are not taken over yet. One that has to wait for
 * something holds up no other. Safe for use by many threads.
 */
final class WaitingPartitions {
  /** Who waits longer than this is told of. */
  static final Duration TOLD_AFTER = Duration.ofSeconds(5);

  /** A partition in one turn of this replica. */
  record Turn(TopicPartition partition, int generation) {}

  private final ConcurrentHashMap<TopicPartition, Waiting> turns = new ConcurrentHashMap<>();

  private record Waiting(Turn turn, long since) {}

  /** These were given in a generation of the group, at a time of the clock in nanoseconds. */
  void add(Collection<TopicPartition> partitions, int generation, long now) {
    partitions.forEach(p -> turns.put(p, new Waiting(new Turn(p, generation), now)));
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  /** Forgets turns that are over. */
  void keep(BiPredicate<TopicPartition, Integer> held) {
    turns.values().removeIf(w -> !held.test(w.turn().partition(), w.turn().generation()));
  }

  /** Whether a turn waits still. */
  boolean contains(Turn turn) {
    Waiting waiting = turns.get(turn.partition());
    return waiting != null && waiting.turn().equals(turn);
  }

  /** This turn was taken over; a later one of the same partition stays. */
  void taken(Turn turn) {
    turns.computeIfPresent(turn.partition(), (p, w) -> w.turn().equals(turn) ? null : w);
  }

  /**
   * Which of them have nothing to wait for.
   *
   * @param obstacle what a partition has to wait for; null if for nothing
   * @param told hears of each that waits for long, and for what
   */
  List<Turn> ready(
      Function<TopicPartition, @Nullable String> obstacle,
      BiConsumer<Turn, String> told,
      long now) {
    List<Turn> ready = new ArrayList<>();
    for (Waiting waiting : turns.values()) {
      String why = obstacle.apply(waiting.turn().partition());
      if (why == null) {
        ready.add(waiting.turn());
      } else if (now - waiting.since() >= TOLD_AFTER.toNanos()) {
        told.accept(waiting.turn(), why);
      }
    }
    return ready;
  }
}
