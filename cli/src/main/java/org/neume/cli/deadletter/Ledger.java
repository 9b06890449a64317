package org.neume.cli.deadletter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingStatus;

/** What the topics say of recordings besides their music. Confined to one thread. */
final class Ledger implements AutoCloseable {
  private final TopicScan scan;
  private final AvroDeserializer deserializer = new AvroDeserializer();

  /** Reads through a scan, which stays its owner's. */
  Ledger(TopicScan scan) {
    this.scan = scan;
  }

  /** What the stages say of a recording. */
  RecordingWord word(String recordingId) {
    RecordingWord word = new RecordingWord();
    read(
        Topics.STATUS,
        recordingId,
        (record, value) -> {
          if (value instanceof RecordingStatus status
              && status.getRecordingId().equals(recordingId)) {
            word.take(status, record.timestamp());
          }
        });
    return word;
  }

  /** What is known of a recording; empty where nobody described it. */
  Optional<RecordingInfo> info(String recordingId) {
    RecordingInfo[] latest = new RecordingInfo[1];
    read(
        Topics.RECORDINGS,
        recordingId,
        (record, value) -> {
          if (value instanceof RecordingInfo info
              && info.getRecordingId().equals(recordingId)
              && (latest[0] == null || info.getSequence() >= latest[0].getSequence())) {
            latest[0] = info;
          }
        });
    return Optional.ofNullable(latest[0]);
  }

  /** Hands over what is readable in a recording's partition of a topic. */
  void read(
      Topic topic,
      String recordingId,
      BiConsumer<ConsumerRecord<String, byte[]>, SpecificRecordBase> sink) {
    Collection<String> topics = List.of(topic.name());
    scan.read(
        topics,
        recordingId,
        0,
        record -> {
          if (recordingId.equals(record.key())) {
            readable(record).ifPresent(value -> sink.accept(record, value));
          }
          return true;
        });
  }

  /** The record in it; empty where there is none. */
  Optional<SpecificRecordBase> readable(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(deserializer.deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
