package org.neume.cli.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;

/**
 * Reads what topics hold now, up to where they end when the reading begins, as bytes and outside any
 * group. Confined to one thread.
 */
public final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Broker broker;
  private final KafkaConsumer<String, byte[]> consumer;

  /** Connects. */
  public TopicScan(Broker broker) {
    this.broker = broker;
    this.consumer = KafkaClients.consumer(broker);
  }

  /**
   * The names of all topics that the broker shows us.
   *
   * @throws CommandException if it does not answer or does not let us in
   */
  public Set<String> topics() {
    try {
      return new TreeSet<>(consumer.listTopics().keySet());
    } catch (KafkaException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.DESCRIBE);
    }
  }

  /**
   * Hands over records in the order of each partition.
   *
   * @param recordingId read only the partitions of this recording; null for all
   * @param since no record of before this time need be handed over, in milliseconds since 1970, by
   *     the records' own time stamps; 0 for all
   * @param sink takes a record and answers whether to go on
   * @throws CommandException if the broker does not answer or does not let us read
   */
  public void read(
      Collection<String> topics,
      @Nullable String recordingId,
      long since,
      Predicate<ConsumerRecord<String, byte[]>> sink) {
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        List<PartitionInfo> all = consumer.partitionsFor(topic);
        all.stream()
            .map(PartitionInfo::partition)
            .filter(
                p -> recordingId == null || p == KeyPartition.of(topic, recordingId, all.size()))
            .forEach(p -> partitions.add(new TopicPartition(topic, p)));
      }
      read(partitions, since, sink);
    } catch (KafkaException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
    }
  }

  /** Hands over one record, if it is there still. */
  public void readOne(
      String topic, int partition, long offset, Predicate<ConsumerRecord<String, byte[]>> sink) {
    TopicPartition place = new TopicPartition(topic, partition);
    try {
      boolean exists =
          consumer.partitionsFor(topic).stream().anyMatch(p -> p.partition() == partition);
      if (!exists
          || offset < consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L)
          || offset >= consumer.endOffsets(List.of(place)).getOrDefault(place, 0L)) {
        return;
      }
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
      pass(Map.of(place, offset + 1), sink);
    } catch (KafkaException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }

  private void read(
      List<TopicPartition> partitions, long since, Predicate<ConsumerRecord<String, byte[]>> sink) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = new TreeMap<>(TopicScan::compare);
    ends.putAll(consumer.endOffsets(partitions));
    if (since <= 0) {
      consumer.seekToBeginning(partitions);
    } else {
      Map<TopicPartition, Long> times =
          partitions.stream().collect(Collectors.toMap(p -> p, p -> since));
      Map<TopicPartition, OffsetAndTimestamp> from = consumer.offsetsForTimes(times);
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp first = from.get(partition);
        consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
      }
    }
    pass(ends, sink);
  }

  private void pass(
      Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<String, byte[]>> sink) {
    long last = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      boolean any = false;
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        any = true;
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(place, 0L) && !sink.test(record)) {
          return;
        }
      }
      if (any) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > PATIENCE_NANOS) {
        throw CommandException.environment(
            "the broker at %s gives nothing more of %s; check that it runs"
                .formatted(broker.bootstrap(), ends.keySet()));
      }
    }
  }

  private static int compare(TopicPartition a, TopicPartition b) {
    int topics = a.topic().compareTo(b.topic());
    return topics != 0 ? topics : Integer.compare(a.partition(), b.partition());
  }
}
