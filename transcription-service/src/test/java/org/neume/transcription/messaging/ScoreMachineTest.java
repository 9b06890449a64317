package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.stage.testing.MachineContract;
import org.neume.transcription.score.TrackedBeat;

@DisplayName("A recording's notes and beats")
class ScoreMachineTest {
  private static final List<String> ALL = List.of("beats", "notes", "score");
  private static final RevisionSchedule SCHEDULE = new RevisionSchedule(30, 30, 0.25);

  private static ScoreStage stage(Notation notation, SideSource<BeatBlock> beats) {
    return new ScoreStage(
        new ScoreSetup(notation, SCHEDULE, "beats", 1_000, 1_000, Runnable::run), beats);
  }

  /** Beats that are there already. */
  private static SideSource<BeatBlock> there(List<BeatBlock> beats) {
    return (origin, id, stream, reader) -> {
      beats.forEach(reader::next);
      return () -> {};
    };
  }

  private static byte[] document(List<ScoreBlock> records, int revision, ScoreDocument document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int part = 0;
    for (ScoreBlock record : records) {
      if (record.getRevision() == revision && record.getDocument() == document) {
        assertThat(record.getPart()).isEqualTo(part++);
        byte[] payload = new byte[record.getPayload().remaining()];
        record.getPayload().duplicate().get(payload);
        bytes.writeBytes(payload);
        assertThat(record.getParts()).isGreaterThanOrEqualTo(part);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("give a revision for every step of the schedule and one of all, numbered throughout")
  void revisions() {
    List<NoteBlock> notes = JoinRecordings.notes("r", 170, ALL, 1);
    List<ScoreBlock> records =
        MachineContract.run(
            stage(new FakeNotation(10), there(JoinRecordings.beats("r", 170, 1))), notes);
    // 30, 60, 90, 120, 150 (a quarter of 120 more), then 187.5 would be next: the final one.
    assertThat(records.stream().map(ScoreBlock::getSeconds).distinct())
        .containsExactly(30.0, 60.0, 90.0, 120.0, 150.0, 170.0);
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).getSequence()).isEqualTo(i);
      assertThat(records.get(i).getEnd())
          .isEqualTo(i == records.size() - 1 ? End.COMPLETE : End.OPEN);
      assertThat(records.get(i).getFinalRevision()).isEqualTo(records.get(i).getRevision() == 5);
    }
    String second = new String(document(records, 1, ScoreDocument.MIDI), StandardCharsets.UTF_8);
    assertThat(second)
        .contains("onset=59.5", "time=59.5")
        .doesNotContain("onset=60.0", "time=60.0");
    String last = new String(document(records, 5, ScoreDocument.MIDI), StandardCharsets.UTF_8);
    assertThat(last).contains("onset=169.5", "time=169.5");
  }

  @Test
  @DisplayName("wait for whichever is later")
  void waiting() {
    List<BeatBlock> beats = JoinRecordings.beats("r", 70, 1);
    List<BeatTrack> followed = new ArrayList<>();
    ScoreStage stage =
        stage(
            new FakeNotation(10),
            (origin, id, stream, reader) -> {
              followed.add((BeatTrack) reader);
              return () -> {};
            });
    List<NoteBlock> notes = JoinRecordings.notes("r", 70, ALL, 1);
    RecordingMachine<NoteBlock, ScoreBlock> machine = stage.open(notes.get(0), Map.of());
    List<Emission<ScoreBlock>> emissions = new ArrayList<>();
    notes.forEach(block -> emissions.addAll(machine.apply(block)));
    assertThat(emissions).hasSize(3);
    assertThat(emissions).noneMatch(e -> e.records().toCompletableFuture().isDone());
    for (BeatBlock block : beats) {
      followed.get(0).next(block);
      double decided = (block.getFirstFrame() + block.getFrameCount()) / 100.0;
      assertThat(emissions.get(0).records().toCompletableFuture().isDone())
          .isEqualTo(decided >= 30);
      assertThat(emissions.get(1).records().toCompletableFuture().isDone())
          .isEqualTo(decided >= 60);
    }
    assertThat(emissions).allMatch(e -> e.records().toCompletableFuture().isDone());
    assertThat(emissions)
        .extracting(Emission::releases)
        .containsExactly(0L, 0L, (long) notes.size());
  }

  @Test
  @DisplayName("are not written down any more once the recording was let go")
  void closed() {
    List<Runnable> queued = new ArrayList<>();
    List<Integer> written = new ArrayList<>();
    Notation counting =
        new Notation() {
          @Override
          public Written write(List<PlayedNote> notes, List<TrackedBeat> beats) {
            written.add(notes.size());
            return new FakeNotation(1).write(notes, beats);
          }

          @Override
          public long bytes(int notes, double seconds) {
            return 0;
          }

          @Override
          public String settings() {
            return "counting";
          }
        };
    ScoreStage stage =
        new ScoreStage(
            new ScoreSetup(counting, SCHEDULE, "beats", 1_000, 1_000, queued::add),
            there(JoinRecordings.beats("r", 70, 1)));
    List<NoteBlock> notes = JoinRecordings.notes("r", 70, ALL, 1);
    RecordingMachine<NoteBlock, ScoreBlock> machine = stage.open(notes.get(0), Map.of());
    List<Emission<ScoreBlock>> emissions = new ArrayList<>();
    notes.forEach(block -> emissions.addAll(machine.apply(block)));
    emissions.forEach(Emission::records);
    queued.remove(0).run();
    assertThat(written).containsExactly(60);
    machine.close();
    while (!queued.isEmpty()) {
      queued.remove(0).run();
    }
    assertThat(written).hasSize(1);
    assertThat(emissions).allMatch(e -> e.records().toCompletableFuture().isDone());
  }

  @Test
  @DisplayName("are cut into records below the limit, which a successor goes on with anywhere")
  void parts() {
    List<NoteBlock> notes = JoinRecordings.notes("r", 95, ALL, 2);
    // The last documents take 190 notes of 3,000 bytes each: five parts.
    ScoreStage stage = stage(new FakeNotation(3_000), there(JoinRecordings.beats("r", 95, 2)));
    List<ScoreBlock> records = MachineContract.run(stage, notes);
    assertThat(document(records, 3, ScoreDocument.MUSICXML)).hasSize(190 * 3_000);
    assertThat(records).anyMatch(r -> r.getParts() == 5);
    try (AvroSerializer serializer = new AvroSerializer()) {
      assertThat(records)
          .allSatisfy(
              r ->
                  assertThat(serializer.serialize("t", r).length)
                      .isLessThan(Topic.MAX_RECORD_BYTES - 2_048));
    }
    assertThat(MachineContract.checkHandovers(stage, notes)).isEqualTo(records.size() - 1);
  }

  @Test
  @DisplayName(
      "whose beats were aborted give the revisions that the beats reach, then the same end")
  void beatsAborted() {
    List<BeatBlock> beats = JoinRecordings.beats("r", 200, 3);
    BeatBlock reached =
        beats.stream()
            .filter(b -> b.getFirstFrame() + b.getFrameCount() >= 7_000)
            .findFirst()
            .orElseThrow();
    List<BeatBlock> cut = new ArrayList<>(beats.subList(0, (int) reached.getSequence() + 1));
    cut.add(Streams.BEATS.aborted("r", "beats", cut.size(), "inference: no model", reached));
    List<ScoreBlock> records =
        MachineContract.run(
            stage(new FakeNotation(10), there(cut)), JoinRecordings.notes("r", 200, ALL, 3));
    ScoreBlock closing = records.get(records.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.ABORTED);
    assertThat(closing.getCause()).isEqualTo("inference: no model");
    assertThat(closing.getSequence()).isEqualTo(records.size() - 1);
    assertThat(records.subList(0, records.size() - 1))
        .allSatisfy(r -> assertThat(r.getRevision()).isLessThan(2))
        .hasSize(4);
  }

  @Test
  @DisplayName("give what they reach where the notes were aborted, then the same end")
  void notesAborted() {
    List<NoteBlock> notes = new ArrayList<>(JoinRecordings.notes("r", 70, ALL, 3));
    NoteBlock last = notes.remove(notes.size() - 1);
    NoteBlock before = notes.get(notes.size() - 1);
    notes.add(Streams.NOTES.aborted("r", "notes", last.getSequence(), "stalled", before));
    List<ScoreBlock> records =
        MachineContract.run(
            stage(new FakeNotation(10), there(JoinRecordings.beats("r", 70, 3))), notes);
    assertThat(records).hasSize(5);
    assertThat(records.get(4).getEnd()).isEqualTo(End.ABORTED);
    assertThat(records.get(4).getCause()).isEqualTo("stalled");
    assertThat(records.get(4).getSeconds()).isEqualTo(60);
  }

  @Test
  @DisplayName("are taken only where a score is asked for, with beats only where those are")
  void analyses() {
    List<NoteBlock> unasked = JoinRecordings.notes("r", 10, List.of("beats", "notes"), 1);
    ScoreStage stage =
        stage(
            new FakeNotation(10),
            (origin, id, stream, reader) -> {
              throw new AssertionError("nobody asked for beats");
            });
    assertThat(stage.outputStreams(unasked.get(0))).isEmpty();
    List<NoteBlock> alone = JoinRecordings.notes("r", 40, List.of("notes", "score"), 1);
    assertThat(stage.outputStreams(alone.get(0))).containsExactly("notes");
    List<ScoreBlock> records = MachineContract.run(stage, alone);
    assertThat(records).hasSize(4);
    assertThat(records.get(0).getProvenance())
        .matches("notes=[0-9a-f]{8} beats=none fake=10 records=2");
    assertThat(new String(document(records, 0, ScoreDocument.MIDI), StandardCharsets.UTF_8))
        .endsWith("[]");
    NoteBlock unknown = Streams.NOTES.aborted("r", "beats", 0, "no model", null);
    assertThat(stage.outputStreams(unknown)).containsExactly("beats");
    assertThat(MachineContract.run(stage, List.of(unknown)))
        .singleElement()
        .satisfies(r -> assertThat(r.getEnd()).isEqualTo(End.ABORTED));
  }

  @Test
  @DisplayName("of another make do not go on with a score, and beats with a gap end it")
  void refusals() {
    List<NoteBlock> notes = JoinRecordings.notes("r", 40, ALL, 1);
    List<BeatBlock> beats = JoinRecordings.beats("r", 40, 1);
    ScoreBlock begun = MachineContract.run(stage(new FakeNotation(10), there(beats)), notes).get(0);
    failing(stage(new FakeNotation(11), there(beats)), notes, Map.of("notes", begun), "fake=11");
    failing(
        stage(
            new FakeNotation(10),
            (origin, id, stream, reader) -> {
              reader.failed("record 3 of beats is missing");
              return () -> {};
            }),
        notes,
        Map.of(),
        "record 3 of beats is missing");
    List<NoteBlock> many = JoinRecordings.notes("r", 600, ALL, 1);
    assertThatThrownBy(() -> MachineContract.run(stage(new FakeNotation(1), there(beats)), many))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 1000 notes");
    assertThatThrownBy(() -> stage(new FakeNotation(1), there(beats)).open(notes.get(3), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("all are needed");
  }

  @Test
  @DisplayName("at frame rates that cannot be are refused, and end no loop")
  void frameRates() {
    for (double rate : new double[] {0, Double.NaN, 1e-320, 1e300, 49}) {
      List<NoteBlock> notes = JoinRecordings.notes("r", 40, ALL, 1);
      notes.get(1).setFrameRate(rate);
      assertThatThrownBy(
              () ->
                  MachineContract.run(
                      stage(new FakeNotation(1), there(JoinRecordings.beats("r", 40, 1))), notes))
          .as("%s frames per second", rate)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("frames per second: restart its decoder");
    }
  }

  private static void failing(
      ScoreStage stage, List<NoteBlock> notes, Map<String, ScoreBlock> last, String cause) {
    RecordingMachine<NoteBlock, ScoreBlock> machine = stage.open(notes.get(0), last);
    List<Emission<ScoreBlock>> emissions = new ArrayList<>();
    notes.forEach(block -> emissions.addAll(machine.apply(block)));
    assertThatThrownBy(() -> emissions.get(0).records().toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InvalidInputException.class)
        .hasMessageContaining(cause);
  }
}
