package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Gives up where a log that is read to its end goes on no more: its broker was lost on the way, or the
 * topic was made anew and ends earlier. Whoever reads looks at the cluster again then, and what other
 * partitions wait for does not hang on this one. Confined to one thread at a time.
 */
final class ReadingProgress {
  /** How long a broker that is there may keep a reader waiting. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, Long> ends;
  private final LongSupplier nanos;
  private Map<TopicPartition, Long> positions = Map.of();
  private long since;

  /**
   * The progress of what a consumer is assigned to.
   *
   * @param ends where there is nothing more to read; what comes behind is no progress
   * @param nanos a clock in nanoseconds
   */
  ReadingProgress(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, LongSupplier nanos) {
    this.consumer = consumer;
    this.ends = Map.copyOf(ends);
    this.nanos = nanos;
    since = nanos.getAsLong();
  }

  /**
   * To be called ahead of each poll.
   *
   * @throws TimeoutException if no partition went on for 30 s
   */
  void check() {
    Map<TopicPartition, Long> now = new HashMap<>();
    consumer
        .assignment()
        .forEach(p -> now.put(p, Math.min(consumer.position(p), ends.getOrDefault(p, 0L))));
    if (!now.equals(positions)) {
      positions = now;
      since = nanos.getAsLong();
    } else if (nanos.getAsLong() - since > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "nothing more of %s came for %d s".formatted(now, PATIENCE.toSeconds()));
    }
  }
}
