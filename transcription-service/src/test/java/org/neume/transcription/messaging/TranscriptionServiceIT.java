package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sound.midi.MidiSystem;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.stage.testing.BrokerResource;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.TopicReader;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@DisplayName("The stages of notes and scores behind a broker")
class TranscriptionServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 1_000;
  private static final long NOW = 1_700_000_000_000L;
  private static final int PARTITION = 1;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private static List<ActivationBlock> activations(String id, long seed) {
    return NoteRecordings.blocks(
        id, NoteRecordings.rows(FRAMES, NoteRecordings.melody(FRAMES, seed), seed), seed);
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String topic, String id, SpecificRecordBase record)
      throws Exception {
    send(producer, topic, id, record, NOW);
  }

  /** Returns the record's time in the log, which may be the broker's. */
  private static long send(
      KafkaProducer<String, byte[]> producer,
      String topic,
      String id,
      SpecificRecordBase record,
      long time)
      throws Exception {
    try (AvroSerializer serializer = new AvroSerializer()) {
      return producer
          .send(
              new ProducerRecord<>(topic, PARTITION, time, id, serializer.serialize(topic, record)))
          .get()
          .timestamp();
    }
  }

  @Test
  @DisplayName(
      "write the notes and the scores that the pure stages make, whether beats come before, behind or not at all")
  void scores() throws Exception {
    List<String> ids = List.of("beats-first", "notes-first", "beats-aborted");
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicReader reader = new TopicReader(bootstrap)) {
      for (BeatBlock block : JoinRecordings.beats("beats-first", 20, 1)) {
        send(producer, Topics.BEATS.name(), "beats-first", block);
      }
      for (int r = 0; r < ids.size(); r++) {
        for (ActivationBlock block : activations(ids.get(r), r)) {
          send(producer, Topics.ACTIVATIONS.name(), ids.get(r), block);
        }
      }
      reader.until(
          Topics.NOTES.name(),
          PATIENCE,
          r ->
              TopicReader.streams(Streams.NOTES, r).values().stream().filter(this::ended).count()
                  == 3);
      List<BeatBlock> late = JoinRecordings.beats("notes-first", 20, 2);
      for (BeatBlock block : late) {
        send(producer, Topics.BEATS.name(), "notes-first", block);
      }
      send(
          producer,
          Topics.BEATS.name(),
          "beats-aborted",
          Streams.BEATS.aborted("beats-aborted", "beats", 0, "inference: no model", null));
      Map<String, List<byte[]>> found =
          TopicReader.streams(
              Streams.SCORES,
              reader.until(
                  Topics.SCORES.name(),
                  PATIENCE,
                  r ->
                      TopicReader.streams(Streams.SCORES, r).values().stream()
                              .filter(s -> score(s.get(s.size() - 1)).getEnd() != End.OPEN)
                              .count()
                          == 3));
      assertThat(found.keySet())
          .containsExactly("beats-aborted/notes", "beats-first/notes", "notes-first/notes");
      assertThat(scores(found, "beats-first"))
          .isEqualTo(alone(0, ids, JoinRecordings.beats("beats-first", 20, 1)));
      assertThat(scores(found, "notes-first")).isEqualTo(alone(1, ids, late));
      assertThat(scores(found, "beats-aborted"))
          .singleElement()
          .satisfies(s -> assertThat(s.getCause()).isEqualTo("inference: no model"));
      ScoreBlock last = scores(found, "notes-first").get(scores(found, "notes-first").size() - 1);
      assertThat(last.getDocument()).isEqualTo(ScoreDocument.MIDI);
      byte[] midi = new byte[last.getPayload().remaining()];
      last.getPayload().duplicate().get(midi);
      assertThat(MidiSystem.getMidiFileFormat(new ByteArrayInputStream(midi)).getType())
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "write the score of a correction soon after its beats, and the next one sooner, whatever lies in the topics before")
  void corrections() throws Exception {
    String id = "corrected";
    List<NoteBlock> notes = JoinRecordings.notes(id, 180, List.of("beats", "notes"), 7);
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicReader reader = new TopicReader(bootstrap)) {
      for (NoteBlock block : notes) {
        send(producer, Topics.NOTES.name(), id, block);
      }
      List<Long> millis = new ArrayList<>();
      for (int revision = 1; revision <= 3; revision++) {
        int number = revision;
        List<BeatBlock> beats =
            JoinRecordings.revised(JoinRecordings.beats(id, 180, revision), revision);
        Correction correction = JoinRecordings.correction(id, revision);
        correction.setRecordedFrom(NOW);
        long time = send(producer, Topics.CORRECTIONS.name(), id, correction, NOW);
        for (BeatBlock block : beats) {
          // As stages do: a record has the time of what led to it.
          send(producer, Topics.BEATS.name(), id, block, time);
        }
        long start = System.nanoTime();
        Map<String, List<byte[]>> found =
            TopicReader.streams(
                Streams.SCORES,
                reader.until(
                    Topics.SCORES.name(),
                    PATIENCE,
                    r ->
                        TopicReader.streams(Streams.SCORES, r)
                            .getOrDefault(id + "/notes@" + number, List.of())
                            .stream()
                            .anyMatch(s -> score(s).getEnd() != End.OPEN)));
        millis.add((System.nanoTime() - start) / 1_000_000);
        List<ScoreBlock> scores =
            found.getOrDefault(id + "/notes@" + number, List.of()).stream()
                .map(TranscriptionServiceIT::score)
                .toList();
        assertThat(scores).isEqualTo(rescored(correction, notes, beats));
        assertThat(scores.get(scores.size() - 1).getEnd()).isEqualTo(End.COMPLETE);
      }
      System.out.printf("scores of corrections behind their beats: %s ms%n", millis);
    }
  }

  /** The same correction through the pure stage on this thread. */
  private static List<ScoreBlock> rescored(
      Correction correction, List<NoteBlock> notes, List<BeatBlock> beats) {
    return MachineContract.run(
        new RescoreStage(
            Configs.of(ScoreConfig.class, Map.of()),
            Configs.of(RescoreConfig.class, Map.of()),
            (origin, id, stream, reader) -> {
              notes.forEach(reader::next);
              return () -> {};
            },
            (origin, id, stream, reader) -> {
              beats.forEach(reader::next);
              return () -> {};
            },
            Runnable::run),
        List.of(correction));
  }

  private boolean ended(List<byte[]> stream) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      NoteBlock last =
          (NoteBlock) deserializer.deserialize(Topics.NOTES.name(), stream.get(stream.size() - 1));
      return last.getEnd() != End.OPEN;
    }
  }

  private static ScoreBlock score(byte[] bytes) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      return (ScoreBlock) deserializer.deserialize(Topics.SCORES.name(), bytes);
    }
  }

  private static List<ScoreBlock> scores(Map<String, List<byte[]>> found, String id) {
    return found.getOrDefault(id + "/notes", List.of()).stream()
        .map(TranscriptionServiceIT::score)
        .toList();
  }

  /** The same recording through the pure stages on this thread. */
  private static List<ScoreBlock> alone(int recording, List<String> ids, List<BeatBlock> beats) {
    List<NoteBlock> notes =
        MachineContract.run(
            new NoteStage(Configs.notes(Map.of())), activations(ids.get(recording), recording));
    ScoreConfig config =
        Configs.of(
            ScoreConfig.class,
            Map.of("neume.score.first-revision", "PT5S", "neume.score.revision-step", "PT5S"));
    List<ScoreBlock> scores =
        MachineContract.run(
            new ScoreStage(
                config,
                (origin, id, stream, reader) -> {
                  beats.forEach(reader::next);
                  return () -> {};
                },
                Runnable::run),
            notes);
    assertThat(new ArrayList<>(scores)).hasSizeGreaterThan(6);
    return scores;
  }
}
