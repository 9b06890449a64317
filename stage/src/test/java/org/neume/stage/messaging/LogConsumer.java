package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.AvroSerializer;

/** A consumer of logs that are in memory, which finds offsets by time, too. Notes where it is sent. */
final class LogConsumer extends MockConsumer<byte[], byte[]> {
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
  private final Map<TopicPartition, Long> sought = new HashMap<>();
  private volatile int polls;
  private volatile @Nullable RuntimeException failure;

  LogConsumer(TopicPartition... partitions) {
    super("earliest");
    for (TopicPartition partition : partitions) {
      logs.put(partition, new ArrayList<>());
      updateBeginningOffsets(Map.of(partition, 0L));
      updateEndOffsets(Map.of(partition, 0L));
    }
  }

  /** Appends a record of the chain. */
  void append(TopicPartition partition, long time, String key, SpecificRecordBase record) {
    try (AvroSerializer serializer = new AvroSerializer()) {
      append(partition, time, key, serializer.serialize(partition.topic(), record));
    }
  }

  /** Appends any bytes. */
  void append(TopicPartition partition, long time, String key, byte @Nullable [] value) {
    List<ConsumerRecord<byte[], byte[]>> log =
        logs.computeIfAbsent(partition, p -> new ArrayList<>());
    log.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            log.size(),
            time,
            TimestampType.CREATE_TIME,
            key.length(),
            value == null ? 0 : value.length,
            key.getBytes(StandardCharsets.UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty()));
    updateEndOffsets(Map.of(partition, (long) log.size()));
  }

  /** Where it was sent last in a partition; null if nowhere. */
  @Nullable Long sought(TopicPartition partition) {
    return sought.get(partition);
  }

  int polls() {
    return polls;
  }

  /** Has the next poll fail. */
  void failOnce(RuntimeException with) {
    failure = with;
  }

  @Override
  public synchronized void seek(TopicPartition partition, long offset) {
    sought.put(partition, offset);
    super.seek(partition, offset);
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polls++;
    RuntimeException fails = failure;
    failure = null;
    if (fails != null) {
      throw fails;
    }
    // Says whether it was woken; it knows no records itself.
    super.poll(Duration.ZERO);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
    for (TopicPartition partition : assignment()) {
      List<ConsumerRecord<byte[], byte[]>> log = logs.getOrDefault(partition, List.of());
      long position = position(partition);
      if (!paused().contains(partition) && position < log.size()) {
        found.put(partition, List.copyOf(log.subList((int) position, log.size())));
        super.seek(partition, log.size());
      }
    }
    return new ConsumerRecords<>(found, Map.of());
  }

  @Override
  public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    commits.putAll(offsets);
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(commits);
    found.keySet().retainAll(partitions);
    return found;
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    times.forEach(
        (partition, time) ->
            logs.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.timestamp() >= time)
                .findFirst()
                .ifPresent(
                    record ->
                        found.put(
                            partition,
                            new OffsetAndTimestamp(record.offset(), record.timestamp()))));
    return found;
  }
}
