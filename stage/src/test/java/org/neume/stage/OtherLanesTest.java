package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records of another lane in the same partition")
class OtherLanesTest {
  private static final long DAY = 86_400_000;

  /** The same inputs with others' before, between and behind them, days ahead or behind. */
  private static SimulatedLogs mixed(SimulatedLogs inputs, Random random) {
    SimulatedLogs mixed = new SimulatedLogs();
    for (InputRecord input : inputs.inputs) {
      while (random.nextInt(3) == 0) {
        mixed.publishElsewhere(input.timestamp() + (random.nextInt(5) - 2) * DAY);
      }
      mixed.publish(input.key(), input.value(), input.timestamp());
    }
    mixed.publishElsewhere(3 * DAY);
    return mixed;
  }

  @Property(tries = 300)
  @Label("change nothing, wherever the partition is stopped and taken over")
  void changeNothing(@ForAll long seed) {
    Random random = new Random(seed);
    SimulatedLogs alone = CrashPointSweepTest.eventfulInputs(1);
    SimulatedLogs logs = mixed(alone, random);
    new Simulation(alone, 42).drain();
    for (int stop = 0; stop < 3; stop++) {
      new Simulation(logs, random.nextLong()).dieAfter(random.nextInt(200));
    }
    new Simulation(logs, random.nextLong()).drain();
    assertThat(logs.outputs()).isEqualTo(alone.outputs());
    assertThat(logs.statuses()).isEqualTo(alone.statuses());
    assertThat(logs.deadLetters()).hasSameSizeAs(alone.deadLetters());
  }

  @Test
  @DisplayName("are passed, so that nothing is held back for them and nobody reads them again")
  void passed() {
    SimulatedLogs logs = new SimulatedLogs();
    for (int i = 0; i < 10; i++) {
      logs.publishElsewhere(i * DAY);
    }
    Simulation simulation = new Simulation(logs, 1).drain();
    CommitPoint point = Objects.requireNonNull(simulation.runner.commitPoint());
    assertThat(point.offset()).isEqualTo(10);
    assertThat(point.logTime()).as("their time is not this lane's").isEqualTo(CommitPoint.NO_TIME);
    assertThat(CommitPoint.committed(10, point.metadata())).isEqualTo(point);
    assertThat(logs.written.values()).allSatisfy(log -> assertThat(log).isEmpty());
  }
}
