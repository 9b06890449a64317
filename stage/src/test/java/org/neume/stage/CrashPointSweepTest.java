package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.End;

@DisplayName("A partition that is stopped at any point and taken over")
class CrashPointSweepTest {
  /** Three recordings interleaved, one of them abandoned, and every mishap in the log. */
  static SimulatedLogs eventfulInputs(long seed) {
    Random random = new Random(seed);
    SimulatedLogs logs = new SimulatedLogs();
    long time = 1_000_000;
    for (int i = 0; i < 12; i++) {
      logs.publish(chunk("first", i, i == 11), time += 10);
      if (i < 5) {
        logs.publish(chunk("abandoned", i, false), time += 10);
      }
      if (i >= 2) {
        logs.publish(chunk("second", i - 2, i == 11), time += 10);
      }
      if (i == 4) {
        // Its producer starts again and repeats itself.
        logs.publish(chunk("first", 3, false), time += 10);
        logs.publish(chunk("first", 4, false), time += 10);
      }
      if (i == 6) {
        logs.publish(ToyStage.chunk("poisoned", 0, 1, End.OPEN), time += 10);
        logs.publish(ToyStage.chunk("poisoned", 1, ToyStage.POISON & 0xFF, End.OPEN), time += 10);
        logs.publish(ToyStage.chunk("poisoned", 2, 3, End.COMPLETE), time += 10);
        logs.publish("garbled", new byte[] {1, 2, 3}, time += 10);
        logs.publish(null, null, time += 10);
        logs.publish("revived", new byte[] {4, 5}, time += 10);
        logs.publish(chunk("revived", 0, false), time += 10);
        logs.publish(chunk("negative", -3, false), time += 10);
        logs.publish(chunk("negative", 0, true), time += 10);
      }
      if (i == 7) {
        logs.publish(chunk("revived", 1, true), time += 10);
      }
      if (i == 8) {
        logs.publish(chunk("gappy", 0, false), time += 10);
        logs.publish(chunk("gappy", 1, false), time += 10);
        logs.publish(chunk("gappy", 3, false), time += 10);
        logs.publish(chunk("headless", 5, false), time += 10);
      }
      time += random.nextInt(20_000);
    }
    time += 120_000;
    for (int i = 0; i < 5; i++) {
      logs.publish(chunk("third", i, i == 4), time += 10);
    }
    // A time stamp ahead of its time lends "pausing" the patience that it needs.
    logs.publish(chunk("early", 0, true), time + 61_000);
    logs.publish(chunk("pausing", 0, false), time);
    logs.publish(chunk("other", 0, true), time + 65_000);
    logs.publish(chunk("pausing", 1, true), time + 65_000);
    return logs;
  }

  private static org.neume.schemas.record.AudioChunk chunk(
      String recordingId, int sequence, boolean last) {
    int content = 1 + (recordingId.hashCode() * 31 + sequence * 7) % 100;
    return ToyStage.chunk(recordingId, sequence, Math.abs(content), last ? End.COMPLETE : End.OPEN);
  }

  private static void assertSame(SimulatedLogs actual, SimulatedLogs expected, String where) {
    assertSame(actual.outputs(), expected.outputs(), where);
    assertSame(actual.statuses(), expected.statuses(), where);
    assertSame(actual.deadLetters(), expected.deadLetters(), where);
  }

  private static <K, V> void assertSame(Map<K, V> actual, Map<K, V> expected, String where) {
    assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
    expected.forEach(
        (name, content) -> assertThat(actual.get(name)).as(where + ": " + name).isEqualTo(content));
  }

  @Test
  @DisplayName("closes every recording once, with the reason where it could not be completed")
  void undisturbed() {
    SimulatedLogs logs = eventfulInputs(1);
    new Simulation(logs, 1).drain();
    assertThat(logs.outputs().keySet())
        .contains("first/by-two", "second/by-three", "abandoned/by-two", "third/by-two");
    assertThat(logs.statuses()).hasSize(13).allSatisfy((name, s) -> assertThat(s).hasSize(2));
    assertThat(logs.statuses().entrySet())
        .filteredOn(e -> e.getValue().get(1).contains("COMPLETED"))
        .extracting(e -> e.getKey())
        .containsExactly(
            "early/toy", "first/toy", "other/toy", "pausing/toy", "second/toy", "third/toy");
    assertThat(logs.deadLetters()).hasSize(7);
    assertThat(logs.outputs().get("revived/by-two")).singleElement().asString().contains("ABORTED");
  }

  @Test
  @DisplayName("gives the same streams, statuses and dead letters, wherever it was stopped")
  void everyPoint() {
    SimulatedLogs inputs = eventfulInputs(1);
    SimulatedLogs undisturbed = inputs.copyOfInputs();
    int events = new Simulation(undisturbed, 42).drain().events;
    assertThat(events).isGreaterThan(200);
    for (int point = 0; point <= events; point++) {
      SimulatedLogs logs = inputs.copyOfInputs();
      new Simulation(logs, 42).dieAfter(point);
      new Simulation(logs, point).drain();
      assertSame(logs, undisturbed, "stopped after event " + point);
    }
  }

  @Property(tries = 300)
  @Label("gives the same after any number of stops")
  void manyStops(@ForAll long seed) {
    SimulatedLogs inputs = eventfulInputs(seed);
    SimulatedLogs undisturbed = inputs.copyOfInputs();
    new Simulation(undisturbed, 0).drain();
    SimulatedLogs logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    for (int life = 0; life < 8; life++) {
      new Simulation(logs, random.nextLong()).dieAfter(random.nextInt(250));
    }
    new Simulation(logs, random.nextLong()).drain();
    assertSame(logs, undisturbed, "seed " + seed);
  }

  @Property(tries = 150)
  @Label("gives the same after any number of stops, however few recordings may be open at once")
  void fewSlots(@ForAll long seed) {
    SimulatedLogs inputs = eventfulInputs(seed);
    SimulatedLogs undisturbed = inputs.copyOfInputs();
    new Simulation(undisturbed, 0).drain();
    SimulatedLogs logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    StageLimits few = Simulation.limits(1 + random.nextInt(3));
    for (int life = 0; life < 6; life++) {
      new Simulation(logs, random.nextLong(), few).dieAfter(random.nextInt(250));
    }
    Simulation last = new Simulation(logs, random.nextLong(), few).drain();
    assertThat(last.runner.waiting()).isFalse();
    assertSame(logs, undisturbed, "seed " + seed);
  }

  @Property(tries = 200)
  @Label("gives the same while an owner that lost the partition goes on writing")
  void zombies(@ForAll long seed) {
    SimulatedLogs inputs = eventfulInputs(seed);
    SimulatedLogs undisturbed = inputs.copyOfInputs();
    new Simulation(undisturbed, 0).drain();
    SimulatedLogs logs = inputs.copyOfInputs();
    Random random = new Random(seed);
    List<Simulation> zombies = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      Simulation owner = new Simulation(logs, random.nextLong());
      for (int i = random.nextInt(250); i > 0; i--) {
        owner.step();
        if (!zombies.isEmpty()) {
          zombies.get(random.nextInt(zombies.size())).stepWithoutCommit();
        }
      }
      zombies.add(owner);
    }
    new Simulation(logs, random.nextLong()).drain();
    assertSame(logs, undisturbed, "seed " + seed);
  }
}
