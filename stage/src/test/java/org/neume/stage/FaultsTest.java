package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("An error in the computation of a recording")
class FaultsTest {
  private final StageLogs<AudioChunk, FeatureBlock> logs =
      new StageLogs<>(Streams.AUDIO, Streams.FEATURES);

  static List<Supplier<Throwable>> errors() {
    return List.of(
        StackOverflowError::new,
        () -> new AssertionError("three voices in one"),
        () -> new Error("of its own kind"));
  }

  static List<Supplier<Throwable>> conditions() {
    return List.of(
        () -> new OutOfMemoryError("Java heap space"),
        () -> new InternalError("the machine is broken"),
        ThreadDeath::new,
        () -> new NoClassDefFoundError("org/neume/Gone"),
        () -> new ExceptionInInitializerError(new IllegalStateException("no table")),
        () -> new ExceptionInInitializerError(new OutOfMemoryError("Java heap space")));
  }

  private StageSimulation<AudioChunk, FeatureBlock> life(
      Function<FeatureBlock, CompletionStage<FeatureBlock>> harm) {
    for (int i = 0; i < 9; i++) {
      for (String id : List.of("before", "harmed", "behind")) {
        logs.publish(ToyStage.chunk(id, i, 1, i == 8 ? End.COMPLETE : End.OPEN), 1_000 + i);
      }
    }
    return new StageSimulation<>(
        new ToyStage(
            block ->
                block.getRecordingId().equals("harmed") && block.getSequence() == 1
                    ? harm.apply(block)
                    : CompletableFuture.completedFuture(block)),
        logs,
        1,
        StageSimulation.LIMITS,
        List::of);
  }

  /** Throws what nobody declares. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> CompletionStage<FeatureBlock> fail(Throwable error)
      throws T {
    throw (T) error;
  }

  private void harmedAlone(Throwable error) {
    assertThat(logs.deadLetters())
        .singleElement()
        .asString()
        .contains("internal error, please report it: " + error.getClass().getSimpleName());
    assertThat(logs.statuses().get("harmed/toy")).hasSize(2);
    assertThat(logs.statuses().get("harmed/toy").get(1).getCause())
        .contains(error.getClass().getSimpleName())
        .hasLineCount(1);
    for (String stream : ToyStage.STRIDES.keySet()) {
      assertThat(logs.outputs().get("harmed/" + stream))
          .last()
          .satisfies(end -> assertThat(end.getEnd()).isEqualTo(End.ABORTED));
      for (String other : List.of("before/", "behind/")) {
        assertThat(logs.outputs().get(other + stream))
            .last()
            .satisfies(end -> assertThat(end.getEnd()).isEqualTo(End.COMPLETE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("thrown by its machine ends that recording, and the others go on")
  void machine(Supplier<Throwable> error) {
    Throwable thrown = error.get();
    var life = life(block -> FaultsTest.<RuntimeException>fail(thrown));
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("thrown where its outputs are computed ends that recording, and the others go on")
  void computation(Supplier<Throwable> error) {
    Throwable thrown = error.get();
    var life = life(block -> CompletableFuture.failedFuture(new CompletionException(thrown)));
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  @DisplayName("that says what the process ran out of stops the partition, and blames nobody")
  void condition(Supplier<Throwable> condition) {
    Throwable thrown = condition.get();
    var life = life(block -> CompletableFuture.failedFuture(thrown));
    assertThatThrownBy(life::drain).hasCause(thrown);
    assertThat(life.failure()).isSameAs(thrown);
    assertThat(logs.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("conditions")
  @DisplayName("does so wherever it is thrown")
  void conditionOfMachine(Supplier<Throwable> condition) {
    Throwable thrown = condition.get();
    var life = life(block -> FaultsTest.<RuntimeException>fail(thrown));
    assertThatThrownBy(life::drain).hasCause(thrown);
    assertThat(logs.deadLetters()).isEmpty();
  }

  @Test
  @DisplayName("is of the recording where it is an exception, whatever led to it")
  void exceptions() {
    assertThat(Faults.areOfOneRecording(new IllegalStateException(new OutOfMemoryError())))
        .isTrue();
    assertThat(Faults.areOfOneRecording(new CompletionException(new OutOfMemoryError()))).isFalse();
  }
}
