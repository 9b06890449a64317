package org.neume.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.chain.FoundBlocks.block;
import static org.neume.cli.chain.FoundBlocks.notes;
import static org.neume.cli.chain.FoundBlocks.part;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.RawTempo;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.stream.Finding;
import org.neume.schemas.Revisions;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.TempoEstimate;

@DisplayName("Annotations out of topics")
class AnnotationCollectorTest {
  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  @Test
  void repeatsInTheTopicChangeNothingInTheAnnotation() throws Exception {
    BeatBlock first = block("repeated", 0, 0, 100, End.OPEN, 25, 75);
    BeatBlock second = block("repeated", 1, 100, 100, End.COMPLETE, 125);
    try (AnnotationCollector collector = new AnnotationCollector(TOPICS.bootstrap(), null, false)) {
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
  void whatSomebodyCorrectedIsNotTakenForWhatTheChainFound() throws Exception {
    BeatBlock corrected =
        BeatBlock.newBuilder(block("corrected", 0, 0, 200, End.COMPLETE, 30))
            .setStream(Revisions.of("beats", 1))
            .build();
    try (AnnotationCollector collector = new AnnotationCollector(TOPICS.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("corrected", "song", s -> {});
      for (BeatBlock block :
          List.of(corrected, block("corrected", 0, 0, 200, End.COMPLETE, 25, 75))) {
        send(block);
      }
      assertThat(outcome.get(20, TimeUnit.SECONDS).annotation().beats())
          .extracting(b -> b.time())
          .containsExactly(0.25, 0.75);
    }
  }

  @Test
  void whatWasPublishedBeforeIsFoundFromTheBeginning() throws Exception {
    send(block("earlier", 0, 0, 100, End.COMPLETE, 50));
    try (AnnotationCollector collector =
        new AnnotationCollector(TOPICS.bootstrap(), "earlier", true)) {
      CompletableFuture<Outcome> outcome = collector.expect("earlier", "song", s -> {});
      collector.start();
      assertThat(outcome.get(20, TimeUnit.SECONDS).annotation().beats()).hasSize(1);
    }
  }

  @Test
  void aGapAnAbortAndARefusalEachEndTheRecordingWithTheirCause() throws Exception {
    try (AnnotationCollector collector = new AnnotationCollector(TOPICS.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> gap = collector.expect("gap", "song", s -> {});
      CompletableFuture<Outcome> abort = collector.expect("abort", "song", s -> {});
      CompletableFuture<Outcome> refusal = collector.expect("refusal", "song", s -> {});
      send(block("gap", 1, 0, 100, End.COMPLETE));
      send(Streams.BEATS.aborted("abort", "beats", 0, "the disk is full", null));
      send(Streams.BEATS.aborted("refusal", Streams.EVERY, 0, "no audio in it", null));
      assertThat(gap.get(20, TimeUnit.SECONDS).cause()).contains("number 1");
      assertThat(abort.get(20, TimeUnit.SECONDS).cause()).isEqualTo("the disk is full");
      assertThat(refusal.get(20, TimeUnit.SECONDS).problems()).containsExactly("no audio in it");
    }
  }

  @Test
  void aStageThatFailsEndsNothingAndWhatItSaysIsKeptForWhoeverGivesUp() throws Exception {
    try (AnnotationCollector collector = new AnnotationCollector(TOPICS.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("failed", "song", s -> {});
      send(Streams.STATUS.aborted("failed", "notes", 0, "no room", null), Topics.STATUS.name());
      send(Streams.STATUS.aborted("failed", "notes", 0, "again", null), Topics.STATUS.name());
      while (collector.reported("failed") == null) {
        Thread.sleep(10);
      }
      assertThat(outcome).isNotDone();
      send(block("failed", 0, 0, 100, End.OPEN, 50));
      assertThat(collector.reported("failed")).isEqualTo("no room");
      collector.giveUp("failed", "nothing comes");
      assertThat(outcome.get().failures()).isEqualTo(Map.of(Finding.BEATS, "nothing comes"));
    }
  }

  @Test
  void whatCompletesIsThereAndTheRestIsToldWithItsCause() throws Exception {
    try (AnnotationCollector collector = ofAll()) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("partly", "song", s -> {});
      send(
          Streams.STATUS.aborted("partly", "inference", 0, "no model", null), Topics.STATUS.name());
      send(notes("partly", 0, End.OPEN, 60), Topics.NOTES.name());
      send(Streams.NOTES.aborted("partly", "notes", 1, "no model", null), Topics.NOTES.name());
      send(Streams.SCORES.aborted("partly", "notes", 0, "no notes", null), Topics.SCORES.name());
      send(block("partly", 0, 0, 100, End.OPEN, 50));
      assertThat(outcome).isNotDone();
      send(block("partly", 1, 100, 100, End.COMPLETE, 150));
      Outcome ended = outcome.get(20, TimeUnit.SECONDS);
      assertThat(ended.completed()).isEqualTo(Set.of(Finding.BEATS));
      assertThat(ended.problems()).containsExactly("no notes: no model", "no score: no notes");
      assertThat(ended.whole().beats()).hasSize(2);
      assertThat(ended.annotation().notes()).hasSize(1);
      assertThat(ended.whole().hasNotes()).isFalse();
    }
  }

  @Test
  void theEndOfEveryStreamCountsForThoseAloneThatHaveNotBegun() throws Exception {
    try (AnnotationCollector collector = ofAll()) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("every", "song", s -> {});
      send(block("every", 0, 0, 100, End.OPEN, 50));
      send(Streams.BEATS.aborted("every", Streams.EVERY, 0, "refused", null));
      send(Streams.NOTES.aborted("every", Streams.EVERY, 0, "refused", null), Topics.NOTES.name());
      send(
          Streams.SCORES.aborted("every", Streams.EVERY, 0, "refused", null), Topics.SCORES.name());
      send(block("every", 1, 100, 100, End.COMPLETE, 150));
      Outcome ended = outcome.get(20, TimeUnit.SECONDS);
      assertThat(ended.completed()).isEqualTo(Set.of(Finding.BEATS));
      assertThat(ended.failures()).containsOnlyKeys(Finding.NOTES, Finding.SCORE);
    }
  }

  @Test
  void endsThatWerePassedOnForOthersAreNotOnesOwn() throws Exception {
    try (AnnotationCollector collector = new AnnotationCollector(TOPICS.bootstrap(), null, false)) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("passed", "song", s -> {});
      send(Streams.BEATS.aborted("passed", "notes", 0, "no model", null));
      send(Streams.BEATS.aborted("passed", "score", 0, "no notes", null));
      send(block("passed", 0, 0, 100, End.COMPLETE, 50));
      assertThat(outcome.get(20, TimeUnit.SECONDS).complete()).isTrue();
    }
  }

  @Test
  void notesAndTheLatestWholeScoreAreAwaitedBesideTheBeatsAndPutTogether() throws Exception {
    try (AnnotationCollector collector = ofAll()) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("scored", "song", s -> {});
      send(block("scored", 0, 0, 200, End.COMPLETE, 50, 150));
      send(notes("scored", 0, End.OPEN, 60), Topics.NOTES.name());
      send(notes("scored", 1, End.COMPLETE, 64), Topics.NOTES.name());
      int number = 0;
      for (int revision = 0; revision < 2; revision++) {
        send(
            part("scored", number++, revision, ScoreDocument.MUSICXML, 0, 2, "<score "),
            Topics.SCORES.name());
        assertThat(outcome).isNotDone();
        send(
            part("scored", number++, revision, ScoreDocument.MUSICXML, 1, 2, revision + "/>"),
            Topics.SCORES.name());
        send(
            part("scored", number++, revision, ScoreDocument.MIDI, 0, 1, "MThd" + revision),
            Topics.SCORES.name());
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

  @Test
  void beatsAndATempoOfTheirOwnTopicAreToldApartByTheirStreams() throws Exception {
    try (AnnotationCollector collector =
        new AnnotationCollector(
            TOPICS.bootstrap(),
            null,
            false,
            EnumSet.of(Finding.BEATS, Finding.TEMPO),
            StreamOwners.named(Map.of(Finding.BEATS, "beats", Finding.TEMPO, "tempo")))) {
      collector.start();
      CompletableFuture<Outcome> outcome = collector.expect("both", "song", s -> {});
      BeatBlock tempo = block("both", 0, 0, 200, End.COMPLETE);
      tempo.setStream("tempo");
      tempo.setTempi(List.of(new TempoEstimate(128.5, 0.75), new TempoEstimate(64.25, 0.25)));
      send(tempo);
      send(block("both", 0, 0, 100, End.OPEN, 50));
      assertThat(outcome).isNotDone();
      send(Streams.BEATS.aborted("both", "beats", 1, "lost", null));
      Outcome ended = outcome.get(20, TimeUnit.SECONDS);
      assertThat(ended.completed()).isEqualTo(Set.of(Finding.TEMPO));
      assertThat(ended.problems()).containsExactly("no beats: lost");
      assertThat(ended.annotation().beats()).hasSize(1);
      assertThat(ended.whole().hasBeats()).isFalse();
      assertThat(ended.whole().rawTempo())
          .isEqualTo(
              new RawTempo(
                  "tempo", List.of(new OverallTempo(128.5, 0.75), new OverallTempo(64.25, 0.25))));
    }
  }

  @Test
  void foreignRecordsInATopicArePassedOver() throws Exception {
    try (KafkaProducer<String, byte[]> foreign =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TOPICS.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      foreign
          .send(new ProducerRecord<>(Topics.BEATS.name(), "foreign", new byte[] {1, 2, 3}))
          .get();
    }
    send(block("foreign", 0, 0, 100, End.COMPLETE, 50));
    try (AnnotationCollector collector =
        new AnnotationCollector(TOPICS.bootstrap(), "foreign", true)) {
      CompletableFuture<Outcome> outcome = collector.expect("foreign", "song", s -> {});
      collector.start();
      assertThat(outcome.get(20, TimeUnit.SECONDS).complete()).isTrue();
    }
  }

  private static AnnotationCollector ofAll() {
    return new AnnotationCollector(
        TOPICS.bootstrap(),
        null,
        false,
        EnumSet.of(Finding.BEATS, Finding.NOTES, Finding.SCORE),
        StreamOwners.named(Map.of(Finding.BEATS, "beats", Finding.NOTES, "notes")));
  }

  private static void send(BeatBlock block) throws Exception {
    send(block, Topics.BEATS.name());
  }

  private static void send(SpecificRecordBase record, String topic) throws Exception {
    TOPICS.send(record, topic);
  }
}
