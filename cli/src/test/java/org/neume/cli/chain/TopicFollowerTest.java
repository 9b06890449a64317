package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.format.Annotation;
import org.neume.cli.format.WrittenScore;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.PcmEncoding;
import org.neume.media.SampleFormat;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.TempoEstimate;
import org.neume.transcription.notes.PlayedNote;

@DisplayName("Recordings into topics and annotations out of them")
class TopicFollowerTest {
  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static KafkaProducer<String, SpecificRecordBase> producer;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder, 0, message -> {});
    TopicSetup.createMissing(broker.bootstrap());
    producer = KafkaClients.producer(broker.bootstrap());
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void repeatsInTheTopicChangeNothingInTheAnnotation() throws Exception {
    BeatBlock first = block("repeated", 0, 0, 100, End.OPEN, 25, 75);
    BeatBlock second = block("repeated", 1, 100, 100, End.COMPLETE, 125);
    try (AnnotationCollector collector = new AnnotationCollector(broker.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("repeated", "song", s -> {});
      for (BeatBlock block : List.of(first, first, second, first, second)) {
        send(block);
      }
      Outcome ended = outcome.get(20, TimeUnit.SECONDS);
      assertThat(ended.complete()).isTrue();
      assertThat(ended.annotation().beats())
          .extracting(b -> b.time())
          .containsExactly(0.25, 0.75, 1.25);
      assertThat(ended.annotation().durationSeconds()).isEqualTo(2);
      assertThat(ended.annotation().tempi()).hasSize(1);
    }
  }

  @Test
  void whatWasPublishedBeforeIsFoundFromTheBeginning() throws Exception {
    send(block("earlier", 0, 0, 100, End.COMPLETE, 50));
    try (AnnotationCollector collector =
        new AnnotationCollector(broker.bootstrap(), "earlier", true)) {
      CompletableFuture<Outcome> outcome = collector.expect("earlier", "song", s -> {});
      collector.start();
      assertThat(outcome.get(20, TimeUnit.SECONDS).annotation().beats()).hasSize(1);
    }
  }

  @Test
  void aGapAnAbortAndAFailureEachEndTheRecordingWithTheirCause() throws Exception {
    try (AnnotationCollector collector = new AnnotationCollector(broker.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> gap = collector.expect("gap", "song", s -> {});
      CompletableFuture<Outcome> abort = collector.expect("abort", "song", s -> {});
      CompletableFuture<Outcome> failure = collector.expect("failure", "song", s -> {});
      send(block("gap", 1, 0, 100, End.COMPLETE));
      send(Streams.BEATS.aborted("abort", "beats", 0, "the disk is full", null));
      send(
          Streams.STATUS.aborted("failure", "features", 0, "no audio in it", null),
          Topics.STATUS.name());
      assertThat(gap.get(20, TimeUnit.SECONDS).cause()).contains("number 1");
      assertThat(abort.get(20, TimeUnit.SECONDS).cause()).isEqualTo("the disk is full");
      assertThat(failure.get(20, TimeUnit.SECONDS).cause()).isEqualTo("no audio in it");
    }
  }

  @Test
  void notesAndTheLatestWholeScoreAreAwaitedBesideTheBeatsAndPutTogether() throws Exception {
    try (AnnotationCollector collector =
        new AnnotationCollector(broker.bootstrap(), null, false, EnumSet.allOf(Finding.class))) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("scored", "song", s -> {});
      send(block("scored", 0, 0, 200, End.COMPLETE, 50, 150));
      send(notes("scored", 0, End.OPEN, 60), Topics.NOTES.name());
      send(notes("scored", 1, End.COMPLETE, 64), Topics.NOTES.name());
      int number = 0;
      for (int revision = 0; revision < 2; revision++) {
        send(part("scored", number++, revision, ScoreDocument.MUSICXML, 0, 2, "<score "));
        assertThat(outcome).isNotDone();
        send(part("scored", number++, revision, ScoreDocument.MUSICXML, 1, 2, revision + "/>"));
        send(part("scored", number++, revision, ScoreDocument.MIDI, 0, 1, "MThd" + revision));
      }
      Annotation found = outcome.get(20, TimeUnit.SECONDS).annotation();
      assertThat(found.beats()).hasSize(2);
      assertThat(found.notes()).extracting(PlayedNote::pitch).containsExactly(60, 64);
      WrittenScore score = Objects.requireNonNull(found.score());
      assertThat(new String(score.musicXml(), StandardCharsets.UTF_8)).isEqualTo("<score 1/>");
      assertThat(new String(score.midi(), StandardCharsets.UTF_8)).isEqualTo("MThd1");
      assertThat(score.measures()).isEqualTo(7);
    }
  }

  private static NoteBlock notes(String id, int sequence, End end, int pitch) {
    return NoteBlock.newBuilder()
        .setRecordingId(id)
        .setStream("notes")
        .setSequence(sequence)
        .setFirstFrame(sequence * 50L)
        .setFrameCount(50)
        .setFrameRate(50)
        .setNotes(List.of(new Note(sequence + 0.5, sequence + 0.75, pitch, 64, 0.5)))
        .setEnd(end)
        .build();
  }

  private void send(ScoreBlock part) throws Exception {
    send(part, Topics.SCORES.name());
  }

  private static ScoreBlock part(
      String id,
      int sequence,
      int revision,
      ScoreDocument document,
      int part,
      int parts,
      String text) {
    boolean last = revision == 1 && document == ScoreDocument.MIDI;
    return ScoreBlock.newBuilder()
        .setRecordingId(id)
        .setStream("notes")
        .setSequence(sequence)
        .setRevision(revision)
        .setFinalRevision(revision == 1)
        .setDocument(document)
        .setPart(part)
        .setParts(parts)
        .setMeasures(7)
        .setSeconds(2)
        .setPayload(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
        .setEnd(last ? End.COMPLETE : End.OPEN)
        .build();
  }

  @Test
  void foreignRecordsInATopicArePassedOver() throws Exception {
    try (KafkaProducer<String, byte[]> foreign =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      foreign
          .send(new ProducerRecord<>(Topics.BEATS.name(), "foreign", new byte[] {1, 2, 3}))
          .get();
    }
    send(block("foreign", 0, 0, 100, End.COMPLETE, 50));
    try (AnnotationCollector collector =
        new AnnotationCollector(broker.bootstrap(), "foreign", true)) {
      CompletableFuture<Outcome> outcome = collector.expect("foreign", "song", s -> {});
      collector.start();
      assertThat(outcome.get(20, TimeUnit.SECONDS).complete()).isTrue();
    }
  }

  @Test
  void aRecordingIsPublishedWithEverySampleUnderItsKey() throws Exception {
    byte[] pcm = new byte[2 * 50_000];
    new java.util.Random(2).nextBytes(pcm);
    try (AudioSource source =
        AudioFile.openRaw(
            new ByteArrayInputStream(pcm),
            "pcm",
            new SampleFormat(22_050, 1, OptionalLong.empty()),
            PcmEncoding.S16)) {
      new RecordingPublisher(producer).publish(source, "published", List.of("beats"), s -> {});
    }
    List<AudioChunk> chunks = new ArrayList<>();
    try (TopicFollower follower =
        new TopicFollower(broker.bootstrap(), List.of(Topics.AUDIO), "published", true)) {
      follower.follow(
          found -> {
            AudioChunk chunk = (AudioChunk) found.record();
            if (chunk.getRecordingId().equals("published")) {
              chunks.add(chunk);
            }
            return chunk.getEnd() == End.OPEN;
          },
          waited -> true);
    }
    ByteBuffer together = ByteBuffer.allocate(pcm.length);
    chunks.forEach(c -> together.put(c.getPayload()));
    assertThat(together.array()).isEqualTo(pcm);
    assertThat(chunks.get(0).getAnalyses()).containsExactly("beats");
  }

  @Test
  void aBrokerThatIsNotThereIsAnEnvironmentErrorWithItsRemedy() {
    for (String nowhere : List.of("localhost:1", "no.such.host.invalid:9092", "nonsense")) {
      assertThatThrownBy(() -> KafkaClients.check(nowhere, Topics.AUDIO))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
          .hasMessageContaining(nowhere)
          .hasMessageContaining("./neume up");
    }
  }

  private static void send(BeatBlock block) throws Exception {
    send(block, Topics.BEATS.name());
  }

  private static void send(SpecificRecordBase record, String topic) throws Exception {
    producer.send(new ProducerRecord<>(topic, String.valueOf(record.get(0)), record)).get();
  }

  private static BeatBlock block(
      String id, long sequence, long first, long count, End end, long... frames) {
    List<Beat> beats = new ArrayList<>();
    for (long frame : frames) {
      beats.add(new Beat(frame, 1, 4, 120.0, 0.5));
    }
    return BeatBlock.newBuilder()
        .setRecordingId(id)
        .setStream("beats")
        .setSequence(sequence)
        .setFirstFrame(first)
        .setFrameCount(count)
        .setFrameRate(100)
        .setBeats(beats)
        .setTempi(end == End.COMPLETE ? List.of(new TempoEstimate(120.0, 1.0)) : List.of())
        .setResume(ByteBuffer.allocate(0))
        .setEnd(end)
        .build();
  }
}
