package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * When the first inputs that are to be taken were written, and which outputs are no older. For stages
 * whose input streams are one record each: what is open there has no earlier input, and outputs have
 * their inputs' time stamps. Confined to one thread at a time.
 */
final class FirstInputs {
  /** By how much the clocks of brokers, which stamp the inputs, may differ. */
  static final Duration CLOCKS = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;

  /** Inputs that are looked at with this consumer, which is left assigned to them. */
  FirstInputs(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Time stamps of the first inputs, in milliseconds since 1970.
   *
   * @param from the offset of the first input to be taken
   * @param ends the inputs' ends; nothing is said of partitions that have no input before theirs
   */
  Map<TopicPartition, Long> times(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> left = new HashMap<>(from);
    left.entrySet().removeIf(e -> e.getValue() >= ends.getOrDefault(e.getKey(), 0L));
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer.assign(left.keySet());
    left.forEach(consumer::seek);
    ReadingProgress progress = new ReadingProgress(consumer, ends, System::nanoTime);
    while (!left.isEmpty()) {
      progress.check();
      consumer
          .poll(POLL)
          .forEach(
              record ->
                  times.putIfAbsent(
                      new TopicPartition(record.topic(), record.partition()), record.timestamp()));
      left.keySet()
          .removeIf(p -> times.containsKey(p) || consumer.position(p) >= ends.getOrDefault(p, 0L));
      consumer.pause(consumer.assignment().stream().filter(p -> !left.containsKey(p)).toList());
    }
    return times;
  }

  /**
   * The offsets of the first outputs that are not older than these times, by partition.
   *
   * @param times a time for each output partition
   * @return nothing of partitions without such an output
   */
  Map<TopicPartition, Long> outputsSince(Map<TopicPartition, Long> times) {
    if (times.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> query = new HashMap<>();
    times.forEach((output, time) -> query.put(output, Math.max(0, time - CLOCKS.toMillis())));
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(query);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition output : Set.copyOf(query.keySet())) {
      OffsetAndTimestamp first = found.get(output);
      if (first != null) {
        offsets.put(output, first.offset());
      }
    }
    return offsets;
  }
}
