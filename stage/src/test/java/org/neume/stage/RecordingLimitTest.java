package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.End;

@DisplayName("The recordings that a stage has open in all of its partitions")
class RecordingLimitTest {
  private static final int PARTITIONS = 4;
  private static final int RECORDINGS = 7;
  private static final int CHUNKS = 9;

  /** Recordings that all run at once, as players in a room, and one in each that is abandoned. */
  private static SimulatedLogs crowded(int partition) {
    SimulatedLogs logs = new SimulatedLogs();
    long time = 1_000_000;
    for (int i = 0; i < CHUNKS; i++) {
      for (int r = 0; r < RECORDINGS; r++) {
        boolean last = i == CHUNKS - 1;
        if (r > 0 || i < CHUNKS / 2) {
          logs.publish(
              ToyStage.chunk(name(partition, r), i, 1 + 13 * r + i, last ? End.COMPLETE : End.OPEN),
              time += 10);
        }
      }
    }
    logs.publish(ToyStage.chunk("late-" + partition, 0, 1, End.COMPLETE), time + 120_000);
    return logs;
  }

  private static String name(int partition, int recording) {
    return "recording-%d-%d".formatted(partition, recording);
  }

  /** Lets partitions of one stage live together; returns the most recordings open at once. */
  private static int live(List<Simulation> partitions, Budget budget, Random random) {
    List<Simulation> moving = new ArrayList<>(partitions);
    int most = 0;
    int idle = 0;
    while (idle < 20 * partitions.size()) {
      idle = moving.get(random.nextInt(moving.size())).step() ? 0 : idle + 1;
      int open = partitions.stream().mapToInt(p -> p.runner.openRecordings()).sum();
      most = Math.max(most, open);
      // A slot may be held for a recording that is still being gone back to.
      assertThat(budget.recordings()).isGreaterThanOrEqualTo(open);
    }
    return most;
  }

  @Property(tries = 20)
  @Label("never exceed the limit, and all come to their ends with the same bytes")
  void bounded(@ForAll long seed, @ForAll @IntRange(min = PARTITIONS, max = 12) int limit) {
    StageLimits limits = Simulation.limits(limit);
    Budget budget = new Budget(limits);
    Random random = new Random(seed);
    List<Simulation> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.add(new Simulation(crowded(p), random.nextLong(), limits, budget));
    }
    assertThat(live(partitions, budget, random)).isBetween(PARTITIONS, limit);
    assertThat(partitions.stream().mapToInt(p -> p.resumed).sum()).isPositive();
    for (int p = 0; p < PARTITIONS; p++) {
      SimulatedLogs free = crowded(p);
      new Simulation(free, 1).drain();
      SimulatedLogs logs = partitions.get(p).logs;
      assertThat(logs.outputs()).isEqualTo(free.outputs());
      assertThat(logs.statuses()).isEqualTo(free.statuses());
      assertThat(partitions.get(p).counters.completed).hasSize(RECORDINGS);
      assertThat(partitions.get(p).counters.failures).hasSize(1);
    }
    assertThat(budget.recordings()).isZero();
    assertThat(budget.records()).isZero();
  }

  @Test
  @DisplayName("of a partition that has fallen silent leave the others one slot each")
  void silentPartition() {
    StageLimits limits = Simulation.limits(2);
    Budget budget = new Budget(limits);
    SimulatedLogs abandoned = new SimulatedLogs();
    abandoned.publish(ToyStage.chunk("abandoned", 0, 1, End.OPEN), 1_000);
    abandoned.publish(ToyStage.chunk("other", 0, 1, End.OPEN), 1_000);
    Simulation silent = new Simulation(abandoned, 1, limits, budget);
    Simulation busy = new Simulation(crowded(1), 2, limits, budget);
    silent.drain();
    busy.drain();
    assertThat(silent.runner.openRecordings()).isEqualTo(1);
    assertThat(busy.counters.completed).hasSize(RECORDINGS);
    busy.runner.close();
    silent.drain();
    assertThat(silent.runner.openRecordings()).as("the slot came free").isEqualTo(2);
  }

  @Test
  @DisplayName("are given back when a partition goes to another replica")
  void givenBack() {
    StageLimits limits = Simulation.limits(3);
    Budget budget = new Budget(limits);
    Simulation first = new Simulation(crowded(0), 1, limits, budget);
    while (budget.recordings() < 3) {
      first.step();
    }
    first.runner.close();
    assertThat(budget.recordings()).isZero();
    assertThat(budget.remembered()).isZero();
    Simulation second = new Simulation(crowded(1), 1, limits, budget);
    assertThat(live(List.of(second), budget, new Random(1))).isEqualTo(3);
  }

  @Test
  @DisplayName("that are finished are remembered up to one limit for all partitions")
  void remembered() {
    StageLimits limits =
        new StageLimits(1_000, 1 << 20, 1_000, 100, 10, 1 << 16, java.time.Duration.ofSeconds(60));
    Budget budget = new Budget(limits);
    for (int p = 0; p < 3; p++) {
      new Simulation(crowded(p), 1, limits, budget).drain();
      assertThat(budget.remembered()).as("each partition keeps its last").isBetween(8, 10 + p);
    }
  }
}
