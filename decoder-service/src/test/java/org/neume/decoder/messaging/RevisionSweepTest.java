package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.decoder.messaging.CorrectionRecords.beat;
import static org.neume.decoder.messaging.CorrectionRecords.correction;
import static org.neume.decoder.messaging.CorrectionRecords.meter;
import static org.neume.decoder.messaging.CorrectionRecords.none;

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
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.TempoModel;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.stage.RecordedSource;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("A partition of corrections to beats that is stopped at any point and taken over")
class RevisionSweepTest {
  /** Long enough for beats in several records. */
  private static final List<ActivationBlock> LONG =
      ActivationRecordings.blocks("long", ActivationRecordings.rows(31_500, 30, 1), 1);

  private static final List<ActivationBlock> SHORT =
      ActivationRecordings.blocks("short", ActivationRecordings.rows(2_000, 30, 2), 2);

  /** Few periods and one bar, so that it is soon decoded. */
  private static final DecoderConfig CONFIG =
      DecoderConfig.defaults()
          .withTempo(TempoModel.exponential(BeatIntervals.ofFrames(29, 31), 100))
          .withMeter(MeterModel.only(4));

  private static StageSimulation<Correction, BeatBlock> life(
      StageLogs<Correction, BeatBlock> logs, long seed) {
    ArrayDeque<Runnable> computations = new ArrayDeque<>();
    ArrayDeque<Runnable> reads = new ArrayDeque<>();
    RecordedSource<ActivationBlock> source =
        (origin, id, stream, reader) ->
            reads.add(
                () -> {
                  if (id.equals("gone")) {
                    reader.failed("beats of this recording is not in neume.activations any more");
                  } else {
                    (id.equals("long") ? LONG : SHORT).forEach(reader::next);
                  }
                });
    RevisionStage stage =
        new RevisionStage(
            name -> new ActivationDecoding.Network(CONFIG),
            new FixedRevisionSettings(1 << 20),
            source,
            computations::add);
    return new StageSimulation<>(
        stage,
        logs,
        seed,
        StageSimulation.LIMITS,
        () -> {
          List<Runnable> possible = new ArrayList<>();
          if (!reads.isEmpty()) {
            possible.add(() -> reads.removeFirst().run());
          }
          if (!computations.isEmpty()) {
            possible.add(() -> computations.removeFirst().run());
          }
          return possible;
        });
  }

  /** Revisions of three recordings, two of them in vain, and what is none. */
  private static StageLogs<Correction, BeatBlock> corrections() {
    StageLogs<Correction, BeatBlock> logs = new StageLogs<>(Streams.CORRECTIONS, Streams.BEATS);
    long time = 100_000_000;
    logs.publish(correction("long", 1, beat(1_017, 0)), time += 500);
    logs.publish(correction("short", 1, beat(1_017, 0), none(600, 900)), time += 500);
    logs.publishDamaged("long", time += 500);
    logs.publish(correction("gone", 1, beat(1_017, 0)), time += 500);
    logs.publish(correction("long", 2, beat(1_017, 0), beat(1_020, 0)), time += 500);
    // A second gateway that was late with the same revision, and wanted something else.
    logs.publish(correction("short", 1, beat(1_025, 0)), time += 500);
    logs.publish(
        Correction.newBuilder(correction("short", 2)).setStream("beats").build(), time += 500);
    logs.publish(
        Correction.newBuilder(correction("gone", 2)).setEnd(End.OPEN).build(), time += 500);
    // Long behind the others, so that what was written for them is not looked at any more.
    logs.publish(correction("short", 2, meter(0, 2_000, 4)), time += 10_000_000);
    return logs;
  }

  private static StageLogs<Correction, BeatBlock> drained(StageLogs<Correction, BeatBlock> logs) {
    StageSimulation<Correction, BeatBlock> life = life(logs, 7);
    life.drain();
    assertThat(life.openRecordings()).isZero();
    return logs;
  }

  @Test
  @DisplayName("gives every revision once, and one damaged correction costs only itself")
  void undisturbed() {
    StageLogs<Correction, BeatBlock> logs = drained(corrections());
    Map<String, List<BeatBlock>> beats = logs.outputs();
    assertThat(beats)
        .containsOnlyKeys(
            "long/beats@1",
            "long/beats@2",
            "short/beats@1",
            "short/beats@2",
            "gone/beats@1",
            "gone/beats@2");
    assertThat(beats.get("long/beats@1")).hasSizeGreaterThan(1);
    assertThat(end(beats, "long/beats@1").getEnd()).isEqualTo(End.COMPLETE);
    assertThat(end(beats, "long/beats@2").getCause()).contains("10.17 s and 10.20 s");
    assertThat(end(beats, "short/beats@2").getEnd()).isEqualTo(End.COMPLETE);
    assertThat(end(beats, "gone/beats@1").getCause()).contains("not in neume.activations");
    assertThat(end(beats, "gone/beats@2").getCause()).contains("publish it with its end");
    assertThat(logs.statuses().keySet())
        .containsExactly(
            "gone/revisions@1",
            "gone/revisions@2",
            "long/revisions@1",
            "long/revisions@2",
            "short/revisions@1",
            "short/revisions@2");
    assertThat(logs.deadLetters())
        .hasSize(3)
        .anyMatch(letter -> letter.startsWith("2 ") && letter.contains("cannot be read"))
        .anyMatch(letter -> letter.startsWith("6 ") && letter.contains("no revision"))
        .anyMatch(letter -> letter.startsWith("7 ") && letter.contains("with its end"));
  }

  private static BeatBlock end(Map<String, List<BeatBlock>> streams, String name) {
    List<BeatBlock> records = streams.getOrDefault(name, List.of());
    return records.get(records.size() - 1);
  }

  @Test
  @DisplayName("gives the same beats, statuses and dead letters, wherever it was stopped")
  void everyPoint() {
    StageLogs<Correction, BeatBlock> inputs = corrections();
    StageLogs<Correction, BeatBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 42).drain().events();
    assertThat(events).isGreaterThan(50);
    for (int point = 0; point <= events; point++) {
      StageLogs<Correction, BeatBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      assertSame(drained(logs), undisturbed, "stopped after " + point);
    }
  }

  @Property(tries = 15)
  @Label("gives the same after any number of stops")
  void manyStops(@ForAll long seed) {
    StageLogs<Correction, BeatBlock> inputs = corrections();
    StageLogs<Correction, BeatBlock> undisturbed = drained(inputs.copyOfInputs());
    StageLogs<Correction, BeatBlock> logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    for (int life = 0; life < 6; life++) {
      life(logs, random.nextLong()).dieAfter(random.nextInt(60));
    }
    assertSame(drained(logs), undisturbed, "seed " + seed);
  }

  private static void assertSame(
      StageLogs<Correction, BeatBlock> logs,
      StageLogs<Correction, BeatBlock> expected,
      String when) {
    assertThat(logs.outputs()).as(when).isEqualTo(expected.outputs());
    assertThat(logs.statuses()).as(when).isEqualTo(expected.statuses());
    assertThat(logs.deadLetters()).as(when).isEqualTo(expected.deadLetters());
  }
}
