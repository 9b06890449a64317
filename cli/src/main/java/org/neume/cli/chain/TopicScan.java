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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final Consumer<String, byte[]> consumer;

  /** Connects. */
  public TopicScan(Broker broker) {
    this(broker, KafkaClients.consumer(broker));
  }

  /** With a connection, which is closed here. */
  TopicScan(Broker broker, Consumer<String, byte[]> consumer) {
    this.broker = broker;
    this.consumer = consumer;
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
   * @throws CommandException if the broker does not answer or does not let us read, or if nobody leads
   *     one of the partitions
   */
  public void read(
      Collection<String> topics,
      @Nullable String recordingId,
      long since,
      Predicate<ConsumerRecord<String, byte[]>> sink) {
    try {
      List<PartitionInfo> partitions = partitions(topics, recordingId);
      partitions.forEach(this::requireLeader);
      read(places(partitions), since, sink);
    } catch (KafkaException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
    }
  }

  /**
   * The same, of all recordings, without partitions that nobody leads.
   *
   * @throws CommandException if the broker does not answer or does not let us read
   */
  public void readThere(
      Collection<String> topics, long since, Predicate<ConsumerRecord<String, byte[]>> sink) {
    try {
      read(
          places(partitions(topics, null).stream().filter(TopicScan::isLed).toList()), since, sink);
    } catch (KafkaException e) {
      throw BrokerTrouble.of(broker, e, BrokerTrouble.Want.READ);
    }
  }

  private List<PartitionInfo> partitions(Collection<String> topics, @Nullable String recordingId) {
    List<PartitionInfo> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> all = consumer.partitionsFor(topic);
      all.stream()
          .filter(
              p ->
                  recordingId == null
                      || p.partition() == KeyPartition.of(topic, recordingId, all.size()))
          .forEach(partitions::add);
    }
    return partitions;
  }

  private static List<TopicPartition> places(List<PartitionInfo> partitions) {
    return partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  private static boolean isLed(PartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  private void requireLeader(PartitionInfo partition) {
    if (!isLed(partition)) {
      throw CommandException.environment(
          "no broker leads %s-%d, so it cannot be read; start the brokers that hold it"
              .formatted(partition.topic(), partition.partition()));
    }
  }

  /** Hands over one record, if it is there still. */
  public void readOne(
      String topic, int partition, long offset, Predicate<ConsumerRecord<String, byte[]>> sink) {
    TopicPartition place = new TopicPartition(topic, partition);
    try {
      List<PartitionInfo> found =
          consumer.partitionsFor(topic).stream().filter(p -> p.partition() == partition).toList();
      found.forEach(this::requireLeader);
      if (found.isEmpty()
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
