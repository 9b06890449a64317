package org.neume.gateway.it;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TopicReader;

/** What a recording became in the audio topic, as a stage reads it: repeats dropped, gaps refused. */
final class TopicSamples {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<AudioChunk> chunks;

  private TopicSamples(List<AudioChunk> chunks) {
    this.chunks = chunks;
  }

  /** Waits for a recording's end. */
  static TopicSamples whenEnded(String bootstrap, String id) {
    return whenEnded(bootstrap, Lane.LIVE, id);
  }

  /** The same in a lane. */
  static TopicSamples whenEnded(String bootstrap, Lane lane, String id) {
    try (TopicReader reader = new TopicReader(bootstrap)) {
      AvroDeserializer deserializer = new AvroDeserializer();
      List<ConsumerRecord<String, byte[]>> records =
          reader.until(
              lane.of(Topics.AUDIO).name(),
              PATIENCE,
              found -> found.stream().anyMatch(r -> isEnd(chunk(deserializer, r), id)));
      List<ConsumerRecord<String, byte[]>> own =
          records.stream().filter(r -> id.equals(r.key())).toList();
      Map<String, List<byte[]>> streams = TopicReader.streams(Streams.AUDIO, own);
      return new TopicSamples(
          streams.values().stream()
              .flatMap(List::stream)
              .map(b -> (AudioChunk) deserializer.deserialize(Topics.AUDIO.name(), b))
              .toList());
    }
  }

  private static AudioChunk chunk(
      AvroDeserializer deserializer, ConsumerRecord<String, byte[]> record) {
    return (AudioChunk) deserializer.deserialize(record.topic(), record.value());
  }

  private static boolean isEnd(AudioChunk chunk, String id) {
    return chunk.getRecordingId().equals(id) && chunk.getEnd() != End.OPEN;
  }

  /** How the recording ended. */
  End end() {
    return chunks.get(chunks.size() - 1).getEnd();
  }

  /** All samples, one chunk behind the other. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (AudioChunk chunk : chunks) {
      byte[] payload = new byte[chunk.getPayload().remaining()];
      chunk.getPayload().duplicate().get(payload);
      bytes.writeBytes(payload);
    }
    return bytes.toByteArray();
  }

  /** The records without what tells recordings apart. */
  List<AudioChunk> anonymous() {
    return chunks.stream().map(c -> AudioChunk.newBuilder(c).setRecordingId("").build()).toList();
  }
}
