package org.neume.stage.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.StreamType;

/** Reads whole topics as their readers do. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;

  /** A reader of any topic of a broker. */
  public TopicReader(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Reads a topic from its beginning until what came satisfies the condition.
   *
   * @throws AssertionError if it does not within the given time
   */
  public List<ConsumerRecord<String, byte[]>> until(
      String topic, Duration patience, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
    return until(topic, patience, enough, () -> "");
  }

  /** The same, with more to say where it fails. */
  public List<ConsumerRecord<String, byte[]>> until(
      String topic,
      Duration patience,
      Predicate<List<ConsumerRecord<String, byte[]>>> enough,
      Supplier<String> details) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      if (enough.test(records)) {
        return records;
      }
    } while (System.nanoTime() < deadline);
    throw new AssertionError(
        "%s holds only %d records after %s; %s"
            .formatted(topic, records.size(), patience, details.get()));
  }

  /** The records of a topic after the repeat rule: values by recording and stream. */
  public static <T> Map<String, List<byte[]>> streams(
      StreamType<T> type, List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<byte[]>> streams = new TreeMap<>();
    AvroDeserializer deserializer = new AvroDeserializer();
    for (ConsumerRecord<String, byte[]> record : records) {
      T value = type.recordClass().cast(deserializer.deserialize(record.topic(), record.value()));
      String name = type.recordingId(value) + "/" + type.stream(value);
      List<byte[]> stream = streams.computeIfAbsent(name, n -> new ArrayList<>());
      if (type.sequence(value) > stream.size()) {
        throw new AssertionError(
            "gap in %s: %d after %d records".formatted(name, type.sequence(value), stream.size()));
      }
      if (type.sequence(value) == stream.size()) {
        stream.add(record.value());
      }
    }
    return streams;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
