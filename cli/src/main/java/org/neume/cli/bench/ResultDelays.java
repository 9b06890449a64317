package org.neume.cli.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.neume.cli.CommandException;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;

/**
 * How long after its audio each result of one recording could be read: all along the chain a record's time
 * stamp is the one that the broker gave the last audio that it needed, on this machine's clock. Confined to
 * one thread.
 */
final class ResultDelays implements AutoCloseable {
  private static final List<Topic> RESULTS = List.of(Topics.BEATS, Topics.NOTES, Topics.SCORES);
  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer deserializer = new AvroDeserializer();
  private final String recordingId;
  private final Map<String, Delays> delays = new TreeMap<>();
  private final Map<String, Boolean> ended = new HashMap<>();

  /** Reads from now on. */
  ResultDelays(String bootstrap, String recordingId) {
    this.recordingId = recordingId;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        RESULTS.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.name(), number)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Reads what there is now.
   *
   * @return whether the recording's beats, notes and score have all ended
   */
  boolean read() {
    consumer.poll(POLL).forEach(this::take);
    return ended.size() == RESULTS.size();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    long now = System.currentTimeMillis();
    if (!recordingId.equals(record.key())) {
      return;
    }
    delays
        .computeIfAbsent(record.topic(), topic -> new Delays())
        .add(Math.max(0, now - record.timestamp()));
    SpecificRecordBase result = deserializer.deserialize(record.topic(), record.value());
    End end = result == null ? End.OPEN : end(result);
    if (end == End.ABORTED) {
      throw CommandException.environment("the recording was given up in " + record.topic());
    }
    if (end == End.COMPLETE) {
      ended.put(record.topic(), true);
    }
  }

  private static End end(SpecificRecordBase record) {
    if (record instanceof BeatBlock beats) {
      return Streams.BEATS.end(beats);
    }
    return record instanceof NoteBlock notes
        ? Streams.NOTES.end(notes)
        : Streams.SCORES.end((ScoreBlock) record);
  }

  /** Delays by topic. */
  Map<String, Delays> delays() {
    return Map.copyOf(delays);
  }

  @Override
  public void close() {
    consumer.close();
    deserializer.close();
  }
}
