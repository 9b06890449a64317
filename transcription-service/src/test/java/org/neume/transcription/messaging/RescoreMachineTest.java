package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.Origin;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideReader;
import org.neume.stage.SideSource;
import org.neume.stage.testing.MachineContract;

@DisplayName("A correction of a recording's beats")
class RescoreMachineTest {
  private static final List<String> ALL = List.of("beats", "notes", "score");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final List<NoteBlock> NOTES = JoinRecordings.notes("r", 70, ALL, 1);
  private static final List<BeatBlock> BEATS =
      JoinRecordings.revised(JoinRecordings.beats("r", 70, 1), 3);
  private static final Correction CORRECTION = JoinRecordings.correction("r", 3);

  private final NoteCache cache = new NoteCache(1_000);

  private static ScoreSetup setup(Notation notation) {
    return new ScoreSetup(
        notation, new RevisionSchedule(30, 30, 0.25), "beats", 1_000, 1_000, Runnable::run);
  }

  private RescoreStage stage(SideSource<NoteBlock> notes, SideSource<BeatBlock> beats) {
    return new RescoreStage(setup(new FakeNotation(3_000)), notes, beats, cache, LONG, hour());
  }

  /** Records that are there already. */
  private static <T> SideSource<T> there(List<T> records) {
    return (origin, id, stream, reader) -> {
      records.forEach(reader::next);
      return () -> {};
    };
  }

  /** A deadline of an hour of a stage that began long ago. */
  private static BeatsDeadline hour() {
    return new BeatsDeadline(Duration.ofHours(1), Duration.ZERO, InstantSource.system());
  }

  private static Origin ago(Duration age) {
    return new Origin(0, System.currentTimeMillis() - age.toMillis());
  }

  private static <T> SideSource<T> nothing() {
    return there(List.of());
  }

  @Test
  @DisplayName("gives the final score that its beats and the notes give, in a stream of its own")
  void score() {
    List<ScoreBlock> records =
        MachineContract.run(stage(there(NOTES), there(BEATS)), List.of(CORRECTION));
    List<ScoreBlock> ordinary =
        MachineContract.run(
            new ScoreStage(setup(new FakeNotation(3_000)), there(JoinRecordings.beats("r", 70, 1))),
            NOTES);
    List<ScoreBlock> last = ordinary.stream().filter(ScoreBlock::getFinalRevision).toList();
    assertThat(records).hasSameSizeAs(last).hasSizeGreaterThan(3);
    for (int i = 0; i < records.size(); i++) {
      ScoreBlock record = records.get(i);
      assertThat(record.getStream()).isEqualTo("notes@3");
      assertThat(record.getSequence()).isEqualTo(i);
      assertThat(record.getEnd()).isEqualTo(i == records.size() - 1 ? End.COMPLETE : End.OPEN);
      assertThat(record.getFinalRevision()).isTrue();
      assertThat(record.getSeconds()).isEqualTo(70);
      assertThat(record.getPayload()).isEqualTo(last.get(i).getPayload());
      assertThat(record.getMeasureStarts()).isEqualTo(last.get(i).getMeasureStarts());
      assertThat(record.getProvenance()).isEqualTo(last.get(i).getProvenance());
    }
    assertThat(records.get(0).getDocument()).isEqualTo(ScoreDocument.MUSICXML);
    assertThat(records.get(0).getMeasureStarts()).isNotEmpty();
    assertThat(records.subList(1, records.size()))
        .allSatisfy(record -> assertThat(record.getMeasureStarts()).isEmpty());
  }

  @Test
  @DisplayName("can be gone on with by a successor behind any record")
  void handovers() {
    RescoreStage stage = stage(there(NOTES), there(BEATS));
    assertThat(MachineContract.checkHandovers(stage, List.of(CORRECTION))).isPositive();
  }

  @Test
  @DisplayName(
      "whose beats were given up gives no score, for their cause, whatever became of the notes")
  void abortedBeats() {
    List<BeatBlock> none =
        List.of(Streams.BEATS.aborted("r", "beats@3", 0, "no tempo fits: move a beat", null));
    List<NoteBlock> cut = List.of(Streams.NOTES.aborted("r", "notes", 0, "stalled", null));
    assertThat(MachineContract.run(stage(there(cut), there(BEATS)), List.of(CORRECTION)))
        .singleElement()
        .satisfies(record -> assertThat(record.getCause()).isEqualTo("stalled"));
    for (SideSource<NoteBlock> notes :
        List.of(there(NOTES), there(cut), RescoreMachineTest.<NoteBlock>nothing())) {
      assertThat(MachineContract.run(stage(notes, there(none)), List.of(CORRECTION)))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.getStream()).isEqualTo("notes@3");
                assertThat(record.getEnd()).isEqualTo(End.ABORTED);
                assertThat(record.getCause()).isEqualTo("no tempo fits: move a beat");
              });
    }
  }

  @Test
  @DisplayName("asks for notes from the recording's beginning and for beats from its own time on")
  void origins() {
    List<String> asked = new ArrayList<>();
    RescoreStage stage =
        new RescoreStage(
            setup(new FakeNotation(1)),
            (origin, id, stream, reader) -> {
              asked.add(origin + " " + id + " " + stream);
              return () -> asked.add("left " + stream);
            },
            (origin, id, stream, reader) -> {
              asked.add(origin + " " + id + " " + stream);
              return () -> asked.add("left " + stream);
            },
            cache,
            LONG,
            hour());
    RecordingMachine<Correction, ScoreBlock> machine =
        stage.open(CORRECTION, Map.of(), new Origin(7, 99_000));
    machine.apply(CORRECTION);
    machine.close();
    assertThat(asked)
        .containsExactly(
            "Origin[partition=7, logTime=1000] r notes",
            "Origin[partition=7, logTime=99000] r beats@3",
            "left notes",
            "left beats@3");
  }

  @Test
  @DisplayName("of a recording that was corrected before reads its notes no more")
  void cached() {
    MachineContract.run(stage(there(NOTES), there(BEATS)), List.of(CORRECTION));
    List<ScoreBlock> further =
        MachineContract.run(
            stage(
                (origin, id, stream, reader) -> {
                  throw new IllegalStateException("the notes are known");
                },
                there(JoinRecordings.revised(BEATS, 4))),
            List.of(JoinRecordings.correction("r", 4)));
    assertThat(further.get(0).getStream()).isEqualTo("notes@4");
    assertThat(further.get(further.size() - 1).getEnd()).isEqualTo(End.COMPLETE);
  }

  @Test
  @DisplayName("makes the stage remember no more notes than it may")
  void bounded() {
    NoteTrack.Notes many =
        new NoteTrack.Notes(
            Collections.nCopies(400, new PlayedNote(0, 1, 60, 64, 1)), 70, "", null);
    List<NoteCache.Key> keys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      keys.add(new NoteCache.Key("r" + i, "notes", 0));
    }
    cache.keep(keys.get(0), many);
    cache.keep(keys.get(1), many);
    assertThat(cache.find(keys.get(0))).isNotNull();
    cache.keep(keys.get(2), many);
    assertThat(keys.stream().filter(key -> cache.find(key) != null))
        .containsExactly(keys.get(0), keys.get(2));
    NoteCache.Key aborted = new NoteCache.Key("x", "notes", 0);
    cache.keep(aborted, new NoteTrack.Notes(List.of(), 0, "", "stalled"));
    assertThat(cache.find(aborted)).isNull();
  }

  @Test
  @DisplayName("without notes, or of nothing that can be corrected, is not this stage's")
  void foreign() {
    RescoreStage stage = stage(nothing(), nothing());
    assertThat(stage.outputStreams(CORRECTION)).containsExactly("notes@3");
    assertThat(stage.endsEveryStream()).isFalse();
    for (String notes : List.of("", "*", "notes@1", "../x")) {
      Correction other = Correction.newBuilder(CORRECTION).setNotes(notes).build();
      assertThat(stage.outputStreams(other)).isEmpty();
    }
    for (String stream : List.of("*", "beats", "beats@0", "beats@x")) {
      Correction other = Correction.newBuilder(CORRECTION).setStream(stream).build();
      assertThat(stage.outputStreams(other)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "fails once its beats are there and no notes have come in too long, not before or meanwhile")
  void patience() throws Exception {
    List<NoteTrack> tracks = new ArrayList<>();
    List<SideReader<BeatBlock>> beats = new ArrayList<>();
    RescoreStage stage =
        new RescoreStage(
            setup(new FakeNotation(1)),
            (origin, id, stream, reader) -> {
              tracks.add((NoteTrack) reader);
              return () -> {};
            },
            (origin, id, stream, reader) -> {
              beats.add(reader);
              return () -> {};
            },
            cache,
            Duration.ofMillis(300),
            hour());
    RecordingMachine<Correction, ScoreBlock> machine = stage.open(CORRECTION, Map.of());
    Emission<ScoreBlock> emission = machine.apply(CORRECTION).get(0);
    var records = emission.records().toCompletableFuture();
    Thread.sleep(700);
    assertThat(records).isNotDone();
    BEATS.forEach(beats.get(0)::next);
    for (int i = 0; i < 6; i++) {
      tracks.get(0).next(NOTES.get(i));
      Thread.sleep(150);
      assertThat(records).isNotDone();
    }
    assertThatThrownBy(() -> records.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InvalidInputException.class)
        .hasMessageContaining("nothing came of notes for");
  }

  @Test
  @DisplayName("fails where it is old and its beats lie nowhere, as soon as that is known")
  void noBeats() throws Exception {
    List<SideReader<BeatBlock>> beats = new ArrayList<>();
    RescoreStage stage = stage(there(NOTES), heard(beats));
    List<CompletableFuture<List<ScoreBlock>>> scores = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      scores.add(opened(stage, ago(Duration.ofDays(20))));
    }
    assertThat(scores).as("while the log is read").noneMatch(CompletableFuture::isDone);
    beats.forEach(SideReader::caughtUp);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (CompletableFuture<List<ScoreBlock>> score : scores) {
      assertThatThrownBy(() -> score.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS))
          .hasCauseInstanceOf(InvalidInputException.class)
          .hasMessageContaining("its beats are not there and no decoder makes them");
    }
  }

  @Test
  @DisplayName(
      "waits for a decoder that was down for minutes, or has begun to write however old it is")
  void lateBeats() throws Exception {
    List<SideReader<BeatBlock>> beats = new ArrayList<>();
    RescoreStage stage = stage(there(NOTES), heard(beats));
    var young = opened(stage, ago(Duration.ofMinutes(50)));
    var begun = opened(stage, ago(Duration.ofDays(20)));
    beats.get(1).next(BEATS.get(0));
    beats.forEach(SideReader::caughtUp);
    Thread.sleep(300);
    assertThat(List.of(young, begun)).noneMatch(CompletableFuture::isDone);
    BEATS.forEach(beats.get(0)::next);
    BEATS.subList(1, BEATS.size()).forEach(beats.get(1)::next);
    assertThat(young.get(10, TimeUnit.SECONDS)).isNotEmpty();
    assertThat(begun.get(10, TimeUnit.SECONDS)).isEqualTo(young.join());
  }

  private static SideSource<BeatBlock> heard(List<SideReader<BeatBlock>> readers) {
    return (origin, id, stream, reader) -> {
      readers.add(reader);
      return () -> {};
    };
  }

  private static CompletableFuture<List<ScoreBlock>> opened(RescoreStage stage, Origin origin) {
    return stage
        .open(CORRECTION, Map.of(), origin)
        .apply(CORRECTION)
        .get(0)
        .records()
        .toCompletableFuture();
  }

  @Test
  @DisplayName("that does not end with its only record is refused at once")
  void open() {
    Correction endless = Correction.newBuilder(CORRECTION).setEnd(End.OPEN).build();
    RecordingMachine<Correction, ScoreBlock> machine =
        stage(nothing(), nothing()).open(endless, Map.of());
    assertThatThrownBy(() -> machine.apply(endless))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("publish it with its end");
    machine.close();
  }

  @Test
  @DisplayName("is refused with notes that cannot be")
  void damaged() {
    List<NoteBlock> late = NOTES.subList(3, 6);
    assertThatThrownBy(
            () ->
                MachineContract.run(
                    stage(
                        (origin, id, stream, reader) -> {
                          NoteBlock first =
                              NoteBlock.newBuilder(late.get(0)).setSequence(0).build();
                          reader.next(first);
                          return () -> {};
                        },
                        there(BEATS)),
                    List.of(CORRECTION)))
        .hasMessageContaining("all are needed");
  }
}
