package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

@DisplayName("An input that would do harm")
class PoisonTest {
  private final SimulatedLogs logs = new SimulatedLogs();
  private final List<OutputRecord> sent = new ArrayList<>();

  private Simulation drained() {
    return new Simulation(logs, 1).drain();
  }

  /** A partition whose records are read by this codec and acknowledged at once. */
  private PartitionRunner<AudioChunk, ?> runner(RecordCodec<AudioChunk> codec) {
    return new PartitionRunner<>(
        new PartitionContext<>(
            new ToyStage(CompletableFuture::completedFuture),
            codec,
            SimulatedLogs.BLOCKS,
            SimulatedLogs.STATUSES,
            "in",
            7,
            Simulation.LIMITS,
            new Budget(Simulation.LIMITS),
            record -> {
              sent.add(record);
              return CompletableFuture.completedFuture(sent.size() - 1L);
            },
            Runnable::run,
            new StageListener() {}),
        logs.startPoint());
  }

  /** Reads as always, but for one record. */
  private static RecordCodec<AudioChunk> failing(byte[] value, Runnable failure) {
    return new RecordCodec<>() {
      @Override
      public byte[] encode(AudioChunk record) {
        return SimulatedLogs.AUDIO.encode(record);
      }

      @Override
      public AudioChunk decode(byte[] bytes) {
        if (bytes == value) {
          failure.run();
        }
        return SimulatedLogs.AUDIO.decode(bytes);
      }
    };
  }

  @Test
  @DisplayName("takes the memory: the partition stops, and nothing is committed past it")
  void outOfMemory() {
    logs.publish(ToyStage.chunk("a", 0, 1, End.COMPLETE), 1_000);
    logs.publish(ToyStage.chunk("b", 0, 1, End.COMPLETE), 1_000);
    byte[] harm = Objects.requireNonNull(logs.inputs.get(1).value());
    PartitionRunner<AudioChunk, ?> runner =
        runner(
            failing(
                harm,
                () -> {
                  throw new OutOfMemoryError("2 GB");
                }));
    runner.accept(logs.inputs.get(0));
    assertThat(Objects.requireNonNull(runner.commitPoint()).offset()).isEqualTo(1);
    runner.accept(logs.inputs.get(1));
    assertThat(runner.failure()).isInstanceOf(OutOfMemoryError.class);
    assertThat(runner.lastOffset()).isZero();
    assertThat(runner.commitPoint()).isNull();
  }

  @Test
  @DisplayName("cannot be read for an outage: it is offered again, and meanwhile nothing happens")
  void outage() {
    logs.publish(ToyStage.chunk("a", 0, 1, End.COMPLETE), 1_000);
    byte[] value = Objects.requireNonNull(logs.inputs.get(0).value());
    int[] outages = {2};
    PartitionRunner<AudioChunk, ?> runner =
        runner(
            failing(
                value,
                () -> {
                  if (outages[0]-- > 0) {
                    throw new RetryLaterException(
                        "no registry: start it", new IllegalStateException());
                  }
                }));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> runner.accept(logs.inputs.get(0)))
          .isInstanceOf(RetryLaterException.class);
      assertThat(sent).isEmpty();
      assertThat(runner.failure()).isNull();
      assertThat(runner.commitPoint()).isNull();
    }
    runner.accept(logs.inputs.get(0));
    assertThat(sent)
        .extracting(OutputRecord::kind)
        .doesNotContain(OutputRecord.Kind.DEAD_LETTER)
        .contains(OutputRecord.Kind.OUTPUT);
  }

  @Test
  @DisplayName("has an id that fills the record: a dead letter with the key cut, and nothing else")
  void longId() {
    String id = "i".repeat(40_000);
    logs.publish(ToyStage.chunk(id, 0, 1, End.COMPLETE), 1_000);
    logs.publish(id, new byte[Simulation.LIMITS.recordBytes()], 1_000);
    logs.publish(" ", SimulatedLogs.AUDIO.encode(ToyStage.chunk(" ", 0, 1, End.COMPLETE)), 1_000);
    Simulation simulation = drained();
    assertThat(logs.statuses()).isEmpty();
    assertThat(logs.outputs()).isEmpty();
    assertThat(Objects.requireNonNull(simulation.runner.commitPoint()).offset()).isEqualTo(3);
    List<OutputRecord> letters = logs.log(OutputRecord.Kind.DEAD_LETTER);
    assertThat(letters)
        .hasSize(3)
        .allSatisfy(l -> assertThat(l.size()).isLessThanOrEqualTo(Simulation.LIMITS.recordBytes()));
    assertThat(letters.subList(0, 2))
        .allSatisfy(
            l -> {
              assertThat(l.key()).isEqualTo("i".repeat(256));
              assertThat(l.headers()).containsEntry("neume-key-length", "40000");
              assertThat(l.headers().get("neume-cause")).contains("40000 bytes", "shorter id");
            });
    assertThat(letters.get(2).headers().get("neume-cause")).contains("blank");
  }

  @Test
  @DisplayName("brings a cause of a hundred thousand characters: what is said of it is short")
  void longCause() {
    AudioChunk aborted =
        AudioChunk.newBuilder(ToyStage.chunk("a", 0, 1, End.ABORTED))
            .setCause("c".repeat(100_000))
            .build();
    logs.publish(aborted, 1_000);
    drained();
    assertThat(logs.statuses().get("a/toy")).hasSize(2);
    for (OutputRecord.Kind kind : OutputRecord.Kind.values()) {
      assertThat(logs.log(kind))
          .allSatisfy(
              r -> assertThat(r.size()).isLessThanOrEqualTo(Simulation.LIMITS.recordBytes()));
    }
  }

  @Test
  @DisplayName("cannot be read, and readable ones follow: they are refused as it was said")
  void revived() {
    logs.publish("a", new byte[] {1}, 1_000);
    for (int i = 0; i < 4; i++) {
      logs.publish(ToyStage.chunk("a", i, 1, i == 3 ? End.COMPLETE : End.OPEN), 1_000);
    }
    Simulation simulation = drained();
    assertThat(simulation.counters.completed).isEmpty();
    assertThat(logs.statuses().get("a/toy")).hasSize(2).last().asString().contains("FAILED");
    assertThat(logs.outputs()).containsOnlyKeys("a/*", "a/by-three", "a/by-two");
    assertThat(logs.outputs().values())
        .allSatisfy(s -> assertThat(s).singleElement().asString().contains("ABORTED"));
    assertThat(logs.deadLetters()).hasSize(1);
  }

  @Test
  @DisplayName(
      "cannot be read: a successor refuses what follows as well, until log time has gone on")
  void successor() {
    logs.publish("a", new byte[] {1}, 1_000);
    drained().commit();
    assertThat(Objects.requireNonNull(logs.committed).offset()).isZero();
    logs.publish(ToyStage.chunk("a", 0, 1, End.COMPLETE), 2_000);
    drained().commit();
    assertThat(logs.outputs().get("a/by-two"))
        .singleElement()
        .asString()
        .contains("ABORTED", "cannot be read");
    logs.publish(ToyStage.chunk("b", 0, 1, End.COMPLETE), 200_000);
    drained().commit();
    assertThat(Objects.requireNonNull(logs.committed).offset()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "is on a stream that there is not: the recording fails, once, with every stream of it")
  void stream() {
    for (int i = 0; i < 4; i++) {
      End end = i == 3 ? End.COMPLETE : End.OPEN;
      logs.publish(ToyStage.chunk("twin", i, 1, end), 1_000);
      logs.publish(
          AudioChunk.newBuilder(ToyStage.chunk("twin", i, 2, end)).setStream("other").build(),
          1_000);
    }
    drained();
    assertThat(logs.statuses().get("twin/toy")).hasSize(2).last().asString().contains("FAILED");
    assertThat(logs.deadLetters()).hasSize(1);
    assertThat(logs.outputs()).containsOnlyKeys("twin/by-three", "twin/by-two");
    assertThat(logs.outputs().values())
        .allSatisfy(s -> assertThat(s).last().asString().contains("ABORTED", "use audio"));
  }

  @Test
  @DisplayName("comes in storms: the input waits for the broker to hold what was said of them")
  void storm() {
    for (int i = 0; i < 100; i++) {
      logs.publish("storm-" + i, new byte[] {1}, 1_000);
      logs.publish(null, null, 1_000);
    }
    StageLimits limits = new StageLimits(10, 1 << 20, 10, 10, 100, 1 << 16, Duration.ofSeconds(60));
    Simulation simulation = new Simulation(logs, 1, limits);
    simulation.withheld.addAll(List.of(OutputRecord.Kind.values()));
    simulation.drain();
    // The last one that was let in says three things: a dead letter, STARTED and FAILED.
    assertThat(simulation.pendingRecords()).isBetween(10, 12);
    simulation.withheld.clear();
    simulation.drain();
    assertThat(simulation.pendingRecords()).isZero();
    assertThat(logs.deadLetters()).hasSize(200);
    assertThat(logs.statuses()).hasSize(100);
    simulation.withheld.addAll(List.of(OutputRecord.Kind.values()));
    logs.publish(null, null, 1_000);
    simulation.drain();
    assertThat(simulation.pendingRecords()).isEqualTo(1);
    simulation.runner.close();
    assertThat(simulation.pendingRecords()).as("of a partition that was let go").isZero();
  }
}
