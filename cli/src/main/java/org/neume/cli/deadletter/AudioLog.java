package org.neume.cli.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;

/** The audio of recordings, in whichever topic of audio it is. Confined to one thread. */
final class AudioLog implements AutoCloseable {
  /** The clocks of brokers that lead a partition in turn may differ a little. */
  private static final long MARGIN = Duration.ofMinutes(1).toMillis();

  /**
   * What is there of a recording.
   *
   * @param topic the topic that it is in
   * @param since a time before its first record, in milliseconds since 1970
   * @param largest bytes of its largest record
   */
  record Found(String topic, long since, AudioSurvey survey, int largest) {}

  private final TopicScan scan;
  private final AvroDeserializer deserializer = new AvroDeserializer();

  /** Reads through a scan, which stays its owner's. */
  AudioLog(TopicScan scan) {
    this.scan = scan;
  }

  /**
   * Looks for a recording.
   *
   * @param since a time at which, but for a minute, its first record came; 0 if none is known
   */
  Found find(String recordingId, long since) {
    long from = Math.max(0, since - MARGIN);
    List<String> topics = topics();
    Found none = new Found(Topics.AUDIO.name(), from, new AudioSurvey(), 0);
    for (String topic : topics) {
      Found found = survey(topic, recordingId, from);
      if (found.survey().any()) {
        return found.survey().records() == 0 && from > 0 ? survey(topic, recordingId, 0) : found;
      }
    }
    return none;
  }

  /** Looks through one topic from a time on. */
  Found survey(String topic, String recordingId, long since) {
    AudioSurvey survey = new AudioSurvey();
    int[] largest = new int[1];
    pass(
        topic,
        recordingId,
        since,
        (chunk, bytes) -> {
          survey.take(chunk);
          largest[0] = Math.max(largest[0], bytes);
          return !survey.ended();
        });
    return new Found(topic, since, survey, largest[0]);
  }

  /**
   * Hands over the records of a recording as they are in the log, repeats too, with their bytes;
   * what cannot be read is passed over, for it is none of them.
   */
  void pass(String topic, String recordingId, long since, BiPredicate<AudioChunk, Integer> sink) {
    scan.read(
        List.of(topic),
        recordingId,
        since,
        record -> {
          AudioChunk chunk = chunk(record, recordingId);
          return chunk == null || sink.test(chunk, record.value().length);
        });
  }

  @Override
  public void close() {
    deserializer.close();
  }

  /** The topic of audio, and those of its lanes behind it. */
  private List<String> topics() {
    String usual = Topics.AUDIO.name();
    return scan.topics().stream()
        .filter(name -> name.equals(usual) || name.startsWith(usual + "."))
        .sorted()
        .toList();
  }

  private @Nullable AudioChunk chunk(ConsumerRecord<String, byte[]> record, String recordingId) {
    if (!recordingId.equals(record.key())) {
      return null;
    }
    try {
      SpecificRecordBase value = deserializer.deserialize(record.topic(), record.value());
      return value instanceof AudioChunk chunk && chunk.getRecordingId().equals(recordingId)
          ? chunk
          : null;
    } catch (SerializationException e) {
      return null;
    }
  }
}
