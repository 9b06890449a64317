package org.neume.cli.chain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
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

  private final Broker broker;
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
      Broker broker, List<Topic> topics, @Nullable String recordingId, boolean fromBeginning) {
    this.broker = broker;
    this.consumer = KafkaClients.consumer(broker);
    try {
      ends = place(topics, recordingId, fromBeginning);
    } catch (KafkaException e) {
      close();
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
    }
  }

  /** The same of a broker that lets everybody in. */
  public TopicFollower(
      String bootstrap, List<Topic> topics, @Nullable String recordingId, boolean fromBeginning) {
    this(Broker.at(bootstrap), topics, recordingId, fromBeginning);
  }

  private Map<TopicPartition, Long> place(
      List<Topic> topics, @Nullable String recordingId, boolean fromBeginning) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(t -> consumer.partitionsFor(t.name()).stream())
            .filter(p -> recordingId == null || holds(p, recordingId))
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> present = consumer.endOffsets(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
    return present;
  }

  private boolean holds(PartitionInfo partition, String recordingId) {
    int count = consumer.partitionsFor(partition.topic()).size();
    return KeyPartition.of(partition.topic(), recordingId, count) == partition.partition();
  }

  /**
   * Hands over records until told to stop.
   *
   * @param sink takes a record and answers whether to go on
   * @param idle asked between polls whether to go on
   * @throws org.neume.cli.CommandException if the broker does not let us read them
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
    } catch (AuthorizationException | AuthenticationException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
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
