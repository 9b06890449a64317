package org.neume.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.neume.cli.chain.KafkaClients;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.StreamType;
import org.neume.schemas.Topic;
import org.neume.schemas.record.End;

/** What a topic holds now, as bytes, in order: repeats and all. */
final class TopicBytes {
  private final String topic;
  private final Map<String, List<byte[]>> byKey = new TreeMap<>();

  private TopicBytes(String topic) {
    this.topic = topic;
  }

  /** Reads a topic from its beginning to its present end. */
  static TopicBytes read(String bootstrap, Topic topic) {
    TopicBytes bytes = new TopicBytes(topic.name());
    try (KafkaConsumer<String, byte[]> consumer = KafkaClients.consumer(bootstrap)) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo p : consumer.partitionsFor(topic.name())) {
        partitions.add(new TopicPartition(p.topic(), p.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                r -> bytes.byKey.computeIfAbsent(r.key(), k -> new ArrayList<>()).add(r.value()));
      }
    }
    return bytes;
  }

  /** The records' values by recording. */
  Map<String, List<byte[]>> byRecording() {
    return byKey;
  }

  /** Number of records. */
  int size() {
    return byKey.values().stream().mapToInt(List::size).sum();
  }

  /** The records of a recording. */
  <T> List<T> records(StreamType<T> type, String recordingId) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      return byKey.getOrDefault(recordingId, List.of()).stream()
          .map(v -> type.recordClass().cast(deserializer.deserialize(topic, v)))
          .toList();
    }
  }

  /** Whether the last record of a recording closes its stream. */
  <T> boolean isClosed(StreamType<T> type, String recordingId) {
    List<T> records = records(type, recordingId);
    return !records.isEmpty() && type.end(records.get(records.size() - 1)) != End.OPEN;
  }
}
