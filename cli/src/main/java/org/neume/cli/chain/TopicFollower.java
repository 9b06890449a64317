package org.neume.cli.chain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Topic;

/**
 * Reads topics of the chain, record by record, without joining a group. Records that something else
 * wrote there are passed over. One thread follows; any thread may {@link #stop}.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A record and where it was found. */
  public record Found(String topic, SpecificRecordBase record) {}

  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer deserializer = new AvroDeserializer();
  private final Map<TopicPartition, Long> ends;
  private boolean caughtUp;

  /**
   * Takes its place in the topics.
   *
   * @param recordingId read only the partition of this recording; null for all
   * @param fromBeginning start with the oldest record instead of the next one
   */
  public TopicFollower(
      String bootstrap, List<Topic> topics, @Nullable String recordingId, boolean fromBeginning) {
    this.consumer = KafkaClients.consumer(bootstrap);
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(t -> consumer.partitionsFor(t.name()).stream())
            .filter(p -> recordingId == null || holds(p, recordingId))
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
  }

  private boolean holds(PartitionInfo partition, String recordingId) {
    int count = consumer.partitionsFor(partition.topic()).size();
    try (StringSerializer keys = new StringSerializer()) {
      byte[] key = keys.serialize(partition.topic(), recordingId);
      return BuiltInPartitioner.partitionForKey(key, count) == partition.partition();
    }
  }

  /**
   * Hands over records until told to stop.
   *
   * @param sink takes a record and answers whether to go on
   * @param idle asked between polls whether to go on
   */
  public void follow(Predicate<Found> sink, Predicate<Duration> idle) {
    try {
      while (idle.test(POLL)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          SpecificRecordBase value = read(record);
          if (value != null && !sink.test(new Found(record.topic(), value))) {
            return;
          }
        }
      }
    } catch (WakeupException e) {
      // Told to stop.
    }
  }

  /** Whether all that was there at first was read; for the thread that follows. */
  public boolean caughtUp() {
    caughtUp =
        caughtUp
            || ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    return caughtUp;
  }

  /** Ends {@link #follow} from another thread. */
  public void stop() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    deserializer.close();
  }

  private @Nullable SpecificRecordBase read(ConsumerRecord<String, byte[]> record) {
    try {
      return deserializer.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      return null;
    }
  }
}
