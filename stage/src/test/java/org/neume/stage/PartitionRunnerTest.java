package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

@DisplayName("A partition's runner")
class PartitionRunnerTest {
  private final SimulatedLogs logs = new SimulatedLogs();

  private static AudioChunk chunk(String id, int sequence, boolean last) {
    return ToyStage.chunk(id, sequence, sequence + 1, last ? End.COMPLETE : End.OPEN);
  }

  private void publish(String id, int from, int to, boolean last, long time) {
    for (int i = from; i < to; i++) {
      logs.publish(chunk(id, i, last && i == to - 1), time);
    }
  }

  private static StageLimits limits(int records, int perRecording, int recordings, int bytes) {
    return new StageLimits(
        records, 1 << 20, perRecording, recordings, 100, bytes, Duration.ofSeconds(60));
  }

  private static CommitPoint point(Simulation simulation) {
    return Objects.requireNonNull(simulation.runner.commitPoint());
  }

  @Test
  @DisplayName("drops records that it has had, and counts them")
  void repeats() {
    publish("a", 0, 5, false, 1_000);
    publish("a", 2, 8, true, 1_000);
    publish("a", 7, 8, true, 1_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    assertThat(simulation.counters.repeats).isEqualTo(4);
    assertThat(logs.outputs().get("a/by-two")).hasSize(4);
    assertThat(simulation.counters.completed).containsExactly("a");
  }

  @Test
  @DisplayName("completes a recording of one record, whatever the broker acknowledges first")
  void single() {
    publish("a", 0, 1, true, 1_000);
    for (int seed = 0; seed < 100; seed++) {
      SimulatedLogs copy = logs.copyOfInputs();
      Simulation simulation = new Simulation(copy, seed).drain();
      assertThat(simulation.counters.completed).as("seed " + seed).containsExactly("a");
      assertThat(point(simulation).offset()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("drops what comes behind the end of a recording that it gave up")
  void late() {
    publish("a", 0, 3, false, 1_000);
    publish("b", 0, 1, true, 200_000);
    publish("a", 3, 6, true, 200_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    assertThat(simulation.counters.failures).hasSize(1);
    assertThat(simulation.counters.repeats).isEqualTo(3);
    assertThat(logs.statuses().get("a/toy")).hasSize(2);
    assertThat(logs.statuses().get("b/toy")).hasSize(2);
    assertThat(logs.deadLetters()).isEmpty();
  }

  @Test
  @DisplayName("takes up a recording that pauses alone, however long")
  void pausesAlone() {
    publish("a", 0, 3, false, 1_000);
    publish("a", 3, 6, true, 10_000_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    assertThat(simulation.counters.completed).containsExactly("a");
  }

  @Test
  @DisplayName("holds the watermark at the first input that an output to come needs")
  void watermark() {
    publish("a", 0, 10, false, 1_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    // By-two has made blocks 0 to 3 and needs inputs from 8 - 3 on, by-three from 9 - 3 on.
    assertThat(point(simulation).offset()).isEqualTo(4 * 2 - ToyStage.BEFORE);
    assertThat(simulation.runner.holder()).isEqualTo("a");
    assertThat(point(simulation).tailFrom())
        .as("the last output of either stream must be found again")
        .isEqualTo(Math.min(lastOffsetOf("by-two"), lastOffsetOf("by-three")));
  }

  private long lastOffsetOf(String stream) {
    List<OutputRecord> outputs = logs.log(OutputRecord.Kind.OUTPUT);
    for (int offset = outputs.size() - 1; offset >= 0; offset--) {
      if (SimulatedLogs.BLOCKS.decode(outputs.get(offset).value()).getStream().equals(stream)) {
        return offset;
      }
    }
    throw new AssertionError("no output on " + stream);
  }

  @Test
  @DisplayName("moves the watermark behind everything once a recording is over")
  void released() {
    publish("a", 0, 10, true, 1_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    assertThat(point(simulation).offset()).isEqualTo(10);
    assertThat(point(simulation).tailFrom()).isEqualTo(logs.log(OutputRecord.Kind.OUTPUT).size());
    assertThat(simulation.runner.holder()).isNull();
  }

  @Test
  @DisplayName("never commits past an input whose outputs the broker does not hold")
  void unacknowledged() {
    publish("a", 0, 10, true, 1_000);
    Simulation simulation = new Simulation(logs, 1);
    for (InputRecord input : logs.inputs) {
      simulation.runner.accept(input);
    }
    assertThat(point(simulation).offset()).isZero();
  }

  @Test
  @DisplayName("asks the input to wait while the broker lags, and drops nothing")
  void backPressure() {
    publish("a", 0, 60, true, 1_000);
    publish("b", 0, 60, true, 1_000);
    Simulation simulation = new Simulation(logs, 1, limits(4, 3, 10, 1 << 16));
    int most = 0;
    while (simulation.step()) {
      most = Math.max(most, simulation.pendingRecords());
    }
    // One input makes at most four records here, and it was let in below the limit.
    assertThat(most).isBetween(2, 3 + 4);
    assertThat(simulation.counters.completed).containsExactlyInAnyOrder("a", "b");
    assertThat(simulation.pendingRecords()).isZero();
  }

  @Test
  @DisplayName("gives up a recording whose output would be too large, and goes on with others")
  void tooLarge() {
    publish("a", 0, 4, false, 1_000);
    publish("b", 0, 4, false, 1_000);
    Simulation simulation = new Simulation(logs, 1, limits(100, 100, 10, 30)).drain();
    assertThat(simulation.counters.failures)
        .hasSize(2)
        .allSatisfy(f -> assertThat(f).contains("the limit is 30"));
  }

  @Test
  @DisplayName("lets a recording beyond its limit wait in the log, and open ones go on")
  void tooMany() {
    publish("a", 0, 1, false, 1_000);
    publish("b", 0, 1, false, 1_000);
    publish("c", 0, 4, true, 1_000);
    publish("b", 1, 9, false, 1_000);
    Simulation simulation = new Simulation(logs, 1, limits(100, 100, 2, 1 << 16)).drain();
    assertThat(simulation.runner.waiting()).isTrue();
    assertThat(simulation.counters.waiting).containsExactly("c");
    assertThat(simulation.runner.openRecordings()).isEqualTo(2);
    assertThat(logs.outputs().get("b/by-two")).as("b goes on").hasSize(4);
    assertThat(logs.outputs()).doesNotContainKey("c/by-two");
    assertThat(point(simulation).offset()).as("c is kept").isLessThanOrEqualTo(2);
    publish("a", 1, 2, true, 1_000);
    simulation.drain();
    assertThat(simulation.counters.completed).containsExactly("a", "c");
    assertThat(simulation.counters.failures).isEmpty();
    assertThat(simulation.counters.repeats).as("reading again repeats nothing").isZero();
    assertThat(simulation.runner.waiting()).isFalse();
  }

  @Test
  @DisplayName("passes over recordings that want nothing of the stage")
  void notOurs() {
    AudioChunk other = AudioChunk.newBuilder(chunk("x", 3, false)).setAnalyses(List.of()).build();
    logs.publish(other, 1_000);
    Simulation simulation = new Simulation(logs, 1).drain();
    assertThat(point(simulation).offset()).isEqualTo(1);
    assertThat(logs.statuses()).isEmpty();
  }

  @Test
  @DisplayName("blames the input whose output cannot be computed, after all that came before")
  void lateFailure() {
    publish("a", 0, 3, false, 1_000);
    logs.publish(ToyStage.chunk("a", 3, ToyStage.LATE_POISON & 0xFF, End.OPEN), 1_000);
    publish("a", 4, 9, true, 1_000);
    publish("b", 0, 9, true, 1_000);
    for (int seed = 0; seed < 50; seed++) {
      SimulatedLogs copy = logs.copyOfInputs();
      Simulation simulation = new Simulation(copy, seed).drain();
      assertThat(simulation.counters.completed).containsExactly("b");
      assertThat(copy.deadLetters()).hasSize(1);
      assertThat(copy.outputs().get("a/by-two"))
          .as("block 0 needs inputs 0 to 2 alone")
          .hasSize(2)
          .last()
          .asString()
          .contains("ABORTED", "evaporated");
      assertThat(copy.statuses().get("a/toy")).hasSize(2);
    }
  }

  @Test
  @DisplayName("closes no stream of a failed recording before its dead letter and status are safe")
  void failureFirst() {
    logs.publish(ToyStage.chunk("a", 0, ToyStage.POISON & 0xFF, End.OPEN), 1_000);
    for (OutputRecord.Kind kind :
        List.of(OutputRecord.Kind.DEAD_LETTER, OutputRecord.Kind.STATUS)) {
      SimulatedLogs copy = logs.copyOfInputs();
      Simulation simulation = new Simulation(copy, 1);
      simulation.withheld.add(kind);
      simulation.drain();
      assertThat(copy.outputs()).as("without " + kind).isEmpty();
      assertThat(point(simulation).offset()).isZero();
      simulation.withheld.clear();
      simulation.drain();
      assertThat(copy.outputs()).hasSize(2);
      assertThat(point(simulation).offset()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("hands log time on, so that a successor sees the same recordings stall")
  void logTimeIsHandedOn() {
    // A record ahead of its time lends "pausing", which comes next, patience until 121 s.
    publish("early", 0, 1, true, 61_000);
    publish("pausing", 0, 1, false, 0);
    Simulation first = new Simulation(logs, 1).drain();
    first.commit();
    assertThat(point(first).offset()).isEqualTo(1);
    publish("other", 0, 1, true, 65_000);
    logs.publish(chunk("pausing", 1, true), 65_000);
    Simulation successor = new Simulation(logs, 2).drain();
    assertThat(successor.counters.failures).isEmpty();
    assertThat(successor.counters.completed).containsExactlyInAnyOrder("other", "pausing");
  }

  @Test
  @DisplayName("stops for good when the broker refuses an output, with nothing released")
  void refusedByBroker() {
    publish("a", 0, 10, true, 1_000);
    Simulation simulation = new Simulation(logs, 1);
    simulation.refuseOutputs();
    while (simulation.runner.failure() == null && simulation.stepQuietly()) {
      // on
    }
    assertThat(simulation.runner.failure()).hasMessageContaining("not authorized");
    assertThat(simulation.runner.commitPoint()).isNull();
  }
}
