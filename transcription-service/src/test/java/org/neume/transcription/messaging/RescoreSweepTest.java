package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A partition of corrections that is stopped at any point and taken over")
class RescoreSweepTest {
  private static final List<String> ALL = List.of("beats", "notes", "score");

  /** What is in the topics beside the corrections. */
  private static final class Beside {
    final SideLog<NoteBlock> notes;
    final SideLog<BeatBlock> beats;

    Beside(long seed, boolean written) {
      List<NoteBlock> allNotes = new ArrayList<>(JoinRecordings.notes("whole", 19, ALL, seed));
      List<NoteBlock> cut = JoinRecordings.notes("unheard", 14, ALL, seed);
      allNotes.addAll(cut.subList(0, cut.size() - 1));
      allNotes.add(
          Streams.NOTES.aborted(
              "unheard", "notes", cut.size() - 1, "stalled", cut.get(cut.size() - 2)));
      List<BeatBlock> allBeats = new ArrayList<>();
      // What the chain found by itself goes by, too.
      allBeats.addAll(JoinRecordings.beats("whole", 19, seed));
      for (int revision = 1; revision <= 2; revision++) {
        allBeats.addAll(
            JoinRecordings.revised(JoinRecordings.beats("whole", 19, seed + revision), revision));
      }
      allBeats.addAll(JoinRecordings.revised(JoinRecordings.beats("unheard", 14, seed), 1));
      allBeats.add(
          Streams.BEATS.aborted("whole", "beats@3", 0, "no tempo fits: move a beat", null));
      notes = new SideLog<>(Streams.NOTES, allNotes);
      beats = new SideLog<>(Streams.BEATS, allBeats);
      if (written) {
        writeAll();
      }
    }

    void writeAll() {
      while (!notes.complete()) {
        notes.write();
      }
      while (!beats.complete()) {
        beats.write();
      }
    }
  }

  private static StageSimulation<Correction, ScoreBlock> life(
      StageLogs<Correction, ScoreBlock> logs, Beside beside, long seed) {
    ArrayDeque<Runnable> computations = new ArrayDeque<>();
    SideLog<NoteBlock>.Reader notes = beside.notes.reader();
    SideLog<BeatBlock>.Reader beats = beside.beats.reader();
    ScoreSetup setup =
        new ScoreSetup(
            new FakeNotation(9_000),
            new RevisionSchedule(4, 4, 0.25),
            "beats",
            1_000,
            1_000,
            computations::add);
    RescoreStage stage =
        new RescoreStage(
            setup,
            notes,
            beats,
            new NoteCache(100),
            Duration.ofHours(1),
            new BeatsDeadline(Duration.ofHours(1), Duration.ofHours(1), InstantSource.system()));
    return new StageSimulation<>(
        stage,
        logs,
        seed,
        StageSimulation.LIMITS,
        () -> {
          List<Runnable> possible = new ArrayList<>(notes.possible());
          possible.addAll(beats.possible());
          if (!beside.notes.complete()) {
            possible.add(beside.notes::write);
          }
          if (!beside.beats.complete()) {
            possible.add(beside.beats::write);
          }
          if (!computations.isEmpty()) {
            possible.add(() -> computations.removeFirst().run());
          }
          return possible;
        });
  }

  /** Three revisions of one recording, one of another, and a second of two gateways that raced. */
  private static StageLogs<Correction, ScoreBlock> corrections() {
    StageLogs<Correction, ScoreBlock> logs = new StageLogs<>(Streams.CORRECTIONS, Streams.SCORES);
    long time = 1_000_000;
    logs.publish(JoinRecordings.correction("whole", 1), time += 500);
    logs.publish(JoinRecordings.correction("whole", 2), time += 500);
    logs.publish(JoinRecordings.correction("unheard", 1), time += 500);
    logs.publish(
        Correction.newBuilder(JoinRecordings.correction("whole", 2)).setBase(0).build(),
        time += 500);
    logs.publish(JoinRecordings.correction("whole", 3), time += 500);
    return logs;
  }

  private static void drain(StageLogs<Correction, ScoreBlock> logs, Beside beside, long seed) {
    StageSimulation<Correction, ScoreBlock> life = life(logs, beside, seed);
    life.drain();
    beside.writeAll();
    life.drain();
    assertThat(life.openRecordings()).isZero();
  }

  @Test
  @DisplayName("gives the same scores, whichever of notes, beats and corrections comes first")
  void orders() {
    StageLogs<Correction, ScoreBlock> inputs = corrections();
    Map<String, List<ScoreBlock>> expected = null;
    for (int seed = 0; seed < 20; seed++) {
      StageLogs<Correction, ScoreBlock> logs = inputs.copyOfInputs();
      drain(logs, new Beside(1, seed % 4 == 0), seed);
      expected = expected == null ? logs.outputs() : expected;
      assertThat(logs.outputs()).as("seed " + seed).isEqualTo(expected);
    }
    assertThat(expected)
        .containsOnlyKeys("whole/notes@1", "whole/notes@2", "whole/notes@3", "unheard/notes@1");
    assertThat(end(expected, "whole/notes@1").getEnd()).isEqualTo(End.COMPLETE);
    assertThat(end(expected, "whole/notes@2").getEnd()).isEqualTo(End.COMPLETE);
    assertThat(end(expected, "whole/notes@3").getCause()).isEqualTo("no tempo fits: move a beat");
    assertThat(end(expected, "unheard/notes@1").getCause()).isEqualTo("stalled");
  }

  private static ScoreBlock end(Map<String, List<ScoreBlock>> streams, String name) {
    List<ScoreBlock> records = streams.getOrDefault(name, List.of());
    return records.get(records.size() - 1);
  }

  @Test
  @DisplayName("gives the same scores, wherever it was stopped")
  void everyPoint() {
    StageLogs<Correction, ScoreBlock> inputs = corrections();
    StageLogs<Correction, ScoreBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, new Beside(1, false), 42).drain().events();
    assertThat(events).isGreaterThan(50);
    for (int point = 0; point <= events; point++) {
      StageLogs<Correction, ScoreBlock> logs = inputs.copyOfInputs();
      Beside beside = new Beside(1, point % 3 == 0);
      life(logs, beside, 42).dieAfter(point);
      drain(logs, beside, point);
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
    }
  }

  @Property(tries = 60)
  @Label("gives the same after any number of stops")
  void manyStops(@ForAll long seed) {
    StageLogs<Correction, ScoreBlock> inputs = corrections();
    StageLogs<Correction, ScoreBlock> undisturbed = inputs.copyOfInputs();
    drain(undisturbed, new Beside(seed, true), 0);
    StageLogs<Correction, ScoreBlock> logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    Beside beside = new Beside(seed, random.nextBoolean());
    for (int life = 0; life < 6; life++) {
      life(logs, beside, random.nextLong()).dieAfter(random.nextInt(80));
    }
    drain(logs, beside, random.nextLong());
    assertThat(logs.outputs()).as("seed " + seed).isEqualTo(undisturbed.outputs());
  }
}
