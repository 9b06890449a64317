package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("Outputs that wait for what comes from outside the stage")
class WaitingOutputsTest {
  private static final int BYTES = 1_000;

  private final CompletableFuture<Void> outside = new CompletableFuture<>();
  private final StageLogs<AudioChunk, FeatureBlock> logs =
      new StageLogs<>(Streams.AUDIO, Streams.FEATURES);
  private long time = 1_000;
  // What comes beside the input, for each recording.
  private long fromOutside;

  /** One block for each input, which waits unless the recording is called {@code free}. */
  private final class Waiting implements StageDefinition<AudioChunk, FeatureBlock> {
    private final Function<FeatureBlock, CompletableFuture<List<FeatureBlock>>> computation;

    Waiting(Function<FeatureBlock, CompletableFuture<List<FeatureBlock>>> computation) {
      this.computation = computation;
    }

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public StreamType<AudioChunk> input() {
      return Streams.AUDIO;
    }

    @Override
    public StreamType<FeatureBlock> output() {
      return Streams.FEATURES;
    }

    @Override
    public Set<String> outputStreams(AudioChunk first) {
      return Set.of("out");
    }

    @Override
    public RecordingMachine<AudioChunk, FeatureBlock> open(
        AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
      return new RecordingMachine<>() {
        private long gathered;

        @Override
        public List<Emission<FeatureBlock>> apply(AudioChunk input) {
          gathered += BYTES;
          return List.of(
              Emission.behind(
                  input.getRecordingId().equals("free")
                      ? CompletableFuture.completedFuture(null)
                      : outside,
                  () -> computation.apply(block(input)),
                  BYTES,
                  input.getSequence() + 1));
        }

        @Override
        public long gatheredBytes() {
          return gathered + fromOutside;
        }
      };
    }
  }

  private static FeatureBlock block(AudioChunk input) {
    return FeatureBlock.newBuilder()
        .setRecordingId(input.getRecordingId())
        .setStream("out")
        .setSequence(input.getSequence())
        .setFirstFrame(input.getSequence())
        .setFrameCount(1)
        .setBins(1)
        .setFrameRate(1)
        .setElementType(ElementType.F32)
        .setPayload(ByteBuffer.allocate(BYTES))
        .setEnd(input.getEnd())
        .build();
  }

  private void publish(String id, int count) {
    for (int i = 0; i < count; i++) {
      logs.publish(ToyStage.chunk(id, i, i, i == count - 1 ? End.COMPLETE : End.OPEN), time += 10);
    }
  }

  private static StageLimits limits(int records, int bytes) {
    return new StageLimits(records, bytes, records, 100, 100, 1 << 16, Duration.ofSeconds(60));
  }

  private StageSimulation<AudioChunk, FeatureBlock> life(
      StageLimits limits, Function<FeatureBlock, CompletableFuture<List<FeatureBlock>>> compute) {
    return new StageSimulation<>(new Waiting(compute), logs, 1, limits, List::of);
  }

  private static CompletableFuture<List<FeatureBlock>> now(FeatureBlock block) {
    return CompletableFuture.completedFuture(List.of(block));
  }

  @Test
  @DisplayName("do not keep other recordings waiting, however many they are")
  void others() {
    for (int r = 0; r < 20; r++) {
      publish("waiting-" + r, 10);
    }
    publish("free", 10);
    var life = life(limits(8, 1 << 20), WaitingOutputsTest::now).drain();
    assertThat(logs.outputs()).containsOnlyKeys("free/out");
    assertThat(life.openRecordings()).isEqualTo(20);
    assertThat(life.commitOffset()).isZero();
    outside.complete(null);
    life.drain();
    assertThat(logs.outputs())
        .hasSize(21)
        .allSatisfy((id, blocks) -> assertThat(blocks).hasSize(10));
    assertThat(life.openRecordings()).isZero();
    assertThat(life.commitOffset()).isEqualTo(210);
  }

  @Test
  @DisplayName("leave as there is room for them once it has come, not all at once")
  void room() {
    for (int r = 0; r < 20; r++) {
      publish("waiting-" + r, 10);
    }
    var life = life(limits(1_000, 5 * BYTES), WaitingOutputsTest::now).drain();
    outside.complete(null);
    life.drain();
    assertThat(logs.outputs()).hasSize(20);
    assertThat(life.openRecordings()).isZero();
    assertThat(life.mostBytes()).isBetween(5L * BYTES, 7L * BYTES);
  }

  @Test
  @DisplayName("are not even begun before there is room for them, however long each takes")
  void computing() {
    for (int r = 0; r < 20; r++) {
      publish("waiting-" + r, 10);
    }
    outside.complete(null);
    List<Runnable> computing = new ArrayList<>();
    int[] most = {0};
    var life =
        new StageSimulation<>(
            new Waiting(
                block -> {
                  CompletableFuture<List<FeatureBlock>> computed = new CompletableFuture<>();
                  computing.add(() -> computed.complete(List.of(block)));
                  most[0] = Math.max(most[0], computing.size());
                  return computed;
                }),
            logs,
            1,
            limits(1_000, 5 * BYTES),
            () -> computing.isEmpty() ? List.of() : List.of(() -> computing.remove(0).run()));
    life.drain();
    assertThat(logs.outputs())
        .hasSize(20)
        .allSatisfy((id, blocks) -> assertThat(blocks).hasSize(10));
    assertThat(most[0]).isBetween(2, 5);
    assertThat(life.mostBytes()).isLessThanOrEqualTo(7L * BYTES);
    assertThat(life.pendingBytes()).isZero();
  }

  @Test
  @DisplayName("let no new recordings begin while the open ones have gathered too much")
  void gathering() {
    for (int r = 0; r < 20; r++) {
      publish("waiting-" + r, 3);
    }
    StageLimits limits =
        new StageLimits(
            1_000, 1 << 20, 1_000, 100, 100, 1 << 16, Duration.ofSeconds(60), 5L * BYTES);
    var life = life(limits, WaitingOutputsTest::now).drain();
    assertThat(life.openRecordings()).as("of 3,000 bytes each").isEqualTo(2);
    outside.complete(null);
    life.drain();
    assertThat(logs.outputs())
        .hasSize(20)
        .allSatisfy((id, blocks) -> assertThat(blocks).hasSize(3));
    assertThat(life.openRecordings()).isZero();
    assertThat(life.commitOffset()).isEqualTo(60);
  }

  @Test
  @DisplayName("count what comes for them from outside when their input has ended long since")
  void gatheringBehindTheEnd() {
    publish("waiting-0", 1);
    publish("waiting-1", 1);
    StageLimits limits =
        new StageLimits(
            1_000, 1 << 20, 1_000, 100, 100, 1 << 16, Duration.ofSeconds(60), 5L * BYTES);
    var life = life(limits, WaitingOutputsTest::now).drain();
    assertThat(life.openRecordings()).isEqualTo(2);
    fromOutside = 2L * BYTES;
    publish("waiting-2", 1);
    life.drain();
    assertThat(life.openRecordings()).as("of 3,000 bytes each by now").isEqualTo(2);
    outside.complete(null);
    life.drain();
    assertThat(logs.outputs()).hasSize(3);
  }

  @Test
  @DisplayName("fail their recording alone where their making cannot even be begun")
  void unmakeable() {
    publish("free", 3);
    publish("waiting", 3);
    outside.complete(null);
    var life =
        life(
                limits(8, 1 << 20),
                block -> {
                  if (block.getRecordingId().equals("free")) {
                    throw new StackOverflowError();
                  }
                  return now(block);
                })
            .drain();
    assertThat(logs.outputs().get("waiting/out")).hasSize(3);
    assertThat(logs.outputs().get("free/out"))
        .singleElement()
        .satisfies(
            end ->
                assertThat(end.getCause())
                    .isEqualTo("waiting: internal error, please report it: StackOverflowError"));
    assertThat(logs.deadLetters()).hasSize(1);
    assertThat(life.openRecordings()).isZero();
    assertThat(life.pendingBytes()).isZero();
  }

  @Test
  @DisplayName("that run out of memory stop the partition where it stands, and fail no recording")
  void outOfMemory() {
    publish("free", 3);
    var life =
        life(
            limits(8, 1 << 20),
            block -> CompletableFuture.failedFuture(new OutOfMemoryError("Java heap space")));
    assertThatThrownBy(life::drain).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(life.failure()).isInstanceOf(OutOfMemoryError.class);
    assertThat(life.commitOffset()).isNegative();
    assertThat(logs.outputs()).isEmpty();
    var successor = life(limits(8, 1 << 20), WaitingOutputsTest::now).drain();
    assertThat(logs.outputs().get("free/out")).hasSize(3);
    assertThat(logs.statuses().get("free/waiting")).hasSize(2);
    assertThat(successor.commitOffset()).isEqualTo(3);
  }
}
