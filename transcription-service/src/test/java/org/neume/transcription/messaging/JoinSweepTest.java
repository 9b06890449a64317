package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.StageLimits;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A partition of notes or scores that is stopped at any point and taken over")
class JoinSweepTest {
  private static final List<String> ALL = List.of("beats", "notes", "score");
  private static final RevisionSchedule SCHEDULE = new RevisionSchedule(4, 4, 0.25);

  /** When beats come beside the notes. */
  private enum Order {
    BEATS_FIRST,
    NOTES_FIRST,
    MIXED
  }

  /** One life of the score stage, with what happens around it. */
  private static final class Life {
    final StageSimulation<NoteBlock, ScoreBlock> simulation;
    private final ArrayDeque<Runnable> computations = new ArrayDeque<>();

    Life(StageLogs<NoteBlock, ScoreBlock> logs, SideLog<BeatBlock> beats, Order order, long seed) {
      SideLog<BeatBlock>.Reader reader = beats.reader();
      ScoreSetup setup =
          new ScoreSetup(
              new FakeNotation(9_000), SCHEDULE, "beats", 1_000, 1_000, computations::add);
      StageLogs<NoteBlock, ScoreBlock> own = logs;
      simulation =
          new StageSimulation<>(
              new ScoreStage(setup, reader),
              own,
              seed,
              StageSimulation.LIMITS,
              () -> {
                List<Runnable> possible = new ArrayList<>(reader.possible());
                if (order == Order.MIXED && !beats.complete()) {
                  possible.add(beats::write);
                }
                if (!computations.isEmpty()) {
                  possible.add(() -> computations.removeFirst().run());
                }
                return possible;
              });
    }
  }

  /**
   * Recordings interleaved: one whole, one whose beats, one whose notes are given up, one on a grid
   * of its own, one of whose beats nothing was ever known.
   */
  private static StageLogs<NoteBlock, ScoreBlock> notes(long seed) {
    List<NoteBlock> unheard = new ArrayList<>(JoinRecordings.notes("unheard", 14, ALL, seed));
    NoteBlock last = unheard.remove(unheard.size() - 1);
    unheard.add(
        Streams.NOTES.aborted(
            "unheard", "notes", last.getSequence(), "stalled", unheard.get(unheard.size() - 1)));
    StageLogs<NoteBlock, ScoreBlock> logs = new StageLogs<>(Streams.NOTES, Streams.SCORES);
    List<ArrayDeque<NoteBlock>> waiting =
        Stream.of(
                JoinRecordings.notes("whole", 19, ALL, seed),
                JoinRecordings.notes("beatless", 17, ALL, seed + 1),
                unheard,
                JoinRecordings.notes("alone", 7, List.of("notes", "score"), seed),
                JoinRecordings.notes("refused", 9, ALL, seed))
            .map(ArrayDeque::new)
            .toList();
    Random random = new Random(seed);
    long time = 1_000_000;
    while (waiting.stream().anyMatch(w -> !w.isEmpty())) {
      ArrayDeque<NoteBlock> next = waiting.get(random.nextInt(waiting.size()));
      if (!next.isEmpty()) {
        logs.publish(next.removeFirst(), time += 500);
      }
    }
    return logs;
  }

  private static SideLog<BeatBlock> beats(Order order, long seed) {
    List<BeatBlock> cut = new ArrayList<>();
    for (BeatBlock block : JoinRecordings.beats("beatless", 17, seed)) {
      if (block.getFirstFrame() < 900) {
        cut.add(BeatBlock.newBuilder(block).setEnd(End.OPEN).build());
      }
    }
    cut.add(
        Streams.BEATS.aborted(
            "beatless", "beats", cut.size(), "inference: no model", cut.get(cut.size() - 1)));
    List<BeatBlock> all = new ArrayList<>(JoinRecordings.beats("whole", 19, seed));
    int at = 0;
    for (BeatBlock block : cut) {
      all.add(Math.min(all.size(), at), block);
      at += 2;
    }
    all.addAll(JoinRecordings.beats("unheard", 14, seed));
    all.add(Streams.BEATS.aborted("refused", Streams.EVERY, 0, "beats: unreadable", null));
    SideLog<BeatBlock> log = new SideLog<>(Streams.BEATS, all);
    if (order == Order.BEATS_FIRST) {
      writeAll(log);
    }
    return log;
  }

  private static void writeAll(SideLog<BeatBlock> log) {
    while (!log.complete()) {
      log.write();
    }
  }

  private static void drain(
      StageLogs<NoteBlock, ScoreBlock> logs, SideLog<BeatBlock> beats, Order order, long seed) {
    Life life = new Life(logs, beats, order, seed);
    life.simulation.drain();
    if (!beats.complete()) {
      writeAll(beats);
      life.simulation.drain();
    }
    assertThat(life.simulation.openRecordings()).isZero();
  }

  @Test
  @DisplayName("gives the same scores whichever of notes and beats comes first")
  void orders() {
    StageLogs<NoteBlock, ScoreBlock> inputs = notes(1);
    Map<String, List<ScoreBlock>> expected = null;
    for (Order order : Order.values()) {
      for (int seed = 0; seed < 5; seed++) {
        StageLogs<NoteBlock, ScoreBlock> logs = inputs.copyOfInputs();
        drain(logs, beats(order, 1), order, seed);
        expected = expected == null ? logs.outputs() : expected;
        assertThat(logs.outputs()).as(order + " " + seed).isEqualTo(expected);
      }
    }
    assertThat(expected)
        .containsOnlyKeys(
            "whole/notes", "beatless/notes", "unheard/notes", "alone/notes", "refused/notes");
    assertThat(expected.get("refused/notes"))
        .singleElement()
        .satisfies(s -> assertThat(s.getCause()).isEqualTo("beats: unreadable"));
    assertThat(ends(expected))
        .containsEntry("whole/notes", End.COMPLETE)
        .containsEntry("beatless/notes", End.ABORTED)
        .containsEntry("unheard/notes", End.ABORTED)
        .containsEntry("alone/notes", End.COMPLETE);
  }

  @Test
  @DisplayName("does not let scores that wait for beats keep others waiting, however many they are")
  void beatsNeverCome() {
    StageLogs<NoteBlock, ScoreBlock> logs = new StageLogs<>(Streams.NOTES, Streams.SCORES);
    long time = 1_000_000;
    for (int r = 0; r < 30; r++) {
      for (NoteBlock block : JoinRecordings.notes("beatless-" + r, 60, ALL, r)) {
        logs.publish(block, time += 10);
      }
    }
    for (NoteBlock block : JoinRecordings.notes("alone", 7, List.of("notes", "score"), 1)) {
      logs.publish(block, time += 10);
    }
    ScoreSetup setup =
        new ScoreSetup(new FakeNotation(10), SCHEDULE, "beats", 1_000, 1_000, Runnable::run);
    StageLimits limits = new StageLimits(20, 1 << 20, 20, 64, 100, 1 << 18, Duration.ofHours(1));
    StageSimulation<NoteBlock, ScoreBlock> life =
        new StageSimulation<>(
            new ScoreStage(setup, new SideLog<>(Streams.BEATS, List.of()).reader()),
            logs,
            1,
            limits,
            List::of);
    life.drain();
    assertThat(ends(logs.outputs())).containsOnly(Map.entry("alone/notes", End.COMPLETE));
    assertThat(life.openRecordings()).isEqualTo(30);
  }

  private static Map<String, End> ends(Map<String, List<ScoreBlock>> streams) {
    Map<String, End> ends = new java.util.TreeMap<>();
    streams.forEach((name, records) -> ends.put(name, records.get(records.size() - 1).getEnd()));
    return ends;
  }

  @Test
  @DisplayName("gives the same scores and statuses, wherever it was stopped")
  void everyPoint() {
    StageLogs<NoteBlock, ScoreBlock> inputs = notes(1);
    StageLogs<NoteBlock, ScoreBlock> undisturbed = inputs.copyOfInputs();
    Life life = new Life(undisturbed, beats(Order.MIXED, 1), Order.MIXED, 42);
    int events = life.simulation.drain().events();
    assertThat(events).isGreaterThan(200);
    for (int point = 0; point <= events; point++) {
      for (Order order : point % 4 == 0 ? List.of(Order.values()) : List.of(Order.MIXED)) {
        StageLogs<NoteBlock, ScoreBlock> logs = inputs.copyOfInputs();
        SideLog<BeatBlock> beats = beats(order, 1);
        new Life(logs, beats, order, 42).simulation.dieAfter(point);
        drain(logs, beats, order, point);
        assertSame(logs, undisturbed, "stopped after event " + point + ", " + order);
      }
    }
  }

  @Property(tries = 60)
  @Label("gives the same after any number of stops")
  void manyStops(@ForAll long seed) {
    StageLogs<NoteBlock, ScoreBlock> inputs = notes(seed);
    StageLogs<NoteBlock, ScoreBlock> undisturbed = inputs.copyOfInputs();
    drain(undisturbed, beats(Order.BEATS_FIRST, seed), Order.BEATS_FIRST, 0);
    StageLogs<NoteBlock, ScoreBlock> logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    Order order = Order.values()[random.nextInt(3)];
    SideLog<BeatBlock> beats = beats(order, seed);
    for (int life = 0; life < 6; life++) {
      new Life(logs, beats, order, random.nextLong()).simulation.dieAfter(random.nextInt(200));
    }
    drain(logs, beats, order, random.nextLong());
    assertSame(logs, undisturbed, "seed " + seed);
  }

  @Test
  @DisplayName("gives the same notes and statuses, wherever it was stopped")
  void noteStage() {
    StageLogs<ActivationBlock, NoteBlock> inputs =
        new StageLogs<>(Streams.ACTIVATIONS, Streams.NOTES);
    List<List<ActivationBlock>> recordings = new ArrayList<>();
    for (int r = 0; r < 3; r++) {
      float[] rows = NoteRecordings.rows(260, NoteRecordings.melody(260, r), r);
      List<ActivationBlock> blocks =
          new ArrayList<>(NoteRecordings.blocks("recording-" + r, rows, r));
      if (r == 2) {
        ActivationBlock before = blocks.get(blocks.size() - 2);
        blocks.set(
            blocks.size() - 1,
            Streams.ACTIVATIONS.aborted(
                "recording-2", "notes", blocks.size() - 1, "stalled", before));
      }
      recordings.add(blocks);
    }
    long time = 1_000_000;
    for (int i = 0; i < 40; i++) {
      for (List<ActivationBlock> blocks : recordings) {
        if (i < blocks.size()) {
          inputs.publish(blocks.get(i), time += 500);
        }
      }
    }
    NoteStage stage = new NoteStage(Configs.notes(Map.of()));
    StageLogs<ActivationBlock, NoteBlock> undisturbed = inputs.copyOfInputs();
    int events = simulation(stage, undisturbed, 42).drain().events();
    for (int point = 0; point <= events; point++) {
      StageLogs<ActivationBlock, NoteBlock> logs = inputs.copyOfInputs();
      simulation(stage, logs, 42).dieAfter(point);
      simulation(stage, logs, point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
    }
  }

  private static StageSimulation<ActivationBlock, NoteBlock> simulation(
      NoteStage stage, StageLogs<ActivationBlock, NoteBlock> logs, long seed) {
    return new StageSimulation<>(stage, logs, seed, StageSimulation.LIMITS, List::of);
  }

  private static void assertSame(
      StageLogs<NoteBlock, ScoreBlock> actual,
      StageLogs<NoteBlock, ScoreBlock> expected,
      String where) {
    assertThat(actual.outputs()).as(where).isEqualTo(expected.outputs());
    Map<String, List<RecordingStatus>> statuses = actual.statuses();
    assertThat(statuses).as(where).isEqualTo(expected.statuses());
  }
}
