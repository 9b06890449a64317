package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.AvroTypeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;

@DisplayName("An error in the computation of a recording")
class FaultsTest {
  private StageLogs<AudioChunk, FeatureBlock> logs = logs();

  private static StageLogs<AudioChunk, FeatureBlock> logs() {
    return new StageLogs<>(Streams.AUDIO, Streams.FEATURES);
  }

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

  /**
   * The toy stage, to one of whose recordings harm is done.
   *
   * @param machine with each of its inputs
   * @param gathered where it says what it has gathered
   * @param blank where its closing records are made
   */
  private record Harmed(
      Consumer<AudioChunk> machine, LongSupplier gathered, Supplier<@Nullable FeatureBlock> blank)
      implements StageDefinition<AudioChunk, FeatureBlock> {
    private static final ToyStage TOY = new ToyStage(CompletableFuture::completedFuture);

    @Override
    public String name() {
      return TOY.name();
    }

    @Override
    public StreamType<AudioChunk> input() {
      return TOY.input();
    }

    @Override
    public StreamType<FeatureBlock> output() {
      return TOY.output();
    }

    @Override
    public Set<String> outputStreams(AudioChunk first) {
      return TOY.outputStreams(first);
    }

    @Override
    public @Nullable FeatureBlock blank(
        AudioChunk first, String stream, Map<String, FeatureBlock> known) {
      return first.getRecordingId().equals("harmed") ? blank.get() : null;
    }

    @Override
    public RecordingMachine<AudioChunk, FeatureBlock> open(
        AudioChunk first, Map<String, FeatureBlock> lastOutputs) {
      RecordingMachine<AudioChunk, FeatureBlock> toy = TOY.open(first, lastOutputs);
      if (!first.getRecordingId().equals("harmed")) {
        return toy;
      }
      return new RecordingMachine<>() {
        @Override
        public List<Emission<FeatureBlock>> apply(AudioChunk input) {
          machine.accept(input);
          return toy.apply(input);
        }

        @Override
        public long gatheredBytes() {
          return gathered.getAsLong();
        }
      };
    }
  }

  private StageSimulation<AudioChunk, FeatureBlock> life(
      Function<FeatureBlock, CompletionStage<FeatureBlock>> harm) {
    return life(
        new ToyStage(
            block ->
                block.getRecordingId().equals("harmed") && block.getSequence() == 1
                    ? harm.apply(block)
                    : CompletableFuture.completedFuture(block)));
  }

  private StageSimulation<AudioChunk, FeatureBlock> life(
      StageDefinition<AudioChunk, FeatureBlock> stage) {
    logs = logs();
    for (int i = 0; i < 9; i++) {
      for (String id : List.of("before", "harmed", "behind")) {
        logs.publish(ToyStage.chunk(id, i, 1, i == 8 ? End.COMPLETE : End.OPEN), 1_000 + i);
      }
    }
    return new StageSimulation<>(stage, logs, 1, StageSimulation.LIMITS, List::of);
  }

  /** Throws what nobody declares. */
  private static RuntimeException fail(Throwable error) {
    throw FaultsTest.<RuntimeException>sneak(error);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneak(Throwable error) throws T {
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
    var life =
        life(
            block -> {
              throw fail(thrown);
            });
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName(
      "thrown where it says what it has gathered ends that recording, and the others go on")
  void gathered(Supplier<Throwable> error) {
    Throwable thrown = error.get();
    var life =
        life(
            new Harmed(
                input -> {},
                () -> {
                  throw fail(thrown);
                },
                () -> null));
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName(
      "thrown where its closing records are made ends that recording, and the others go on")
  void blank(Supplier<Throwable> error) {
    Throwable thrown = error.get();
    var life =
        life(
            new Harmed(
                input -> {},
                () -> 0,
                () -> {
                  throw fail(thrown);
                }));
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @Test
  @DisplayName("by which no closing record can be written leaves that without what is known of it")
  void unwritableBlank() {
    var thrown = new AssertionError("three voices in one");
    var life =
        life(
            new Harmed(
                input -> {
                  throw fail(thrown);
                },
                () -> 0,
                FeatureBlock::new));
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(thrown);
  }

  @Test
  @DisplayName("by which an output cannot be written ends that recording, and the others go on")
  void unwritable() {
    var life =
        life(
            block -> {
              FeatureBlock unwritable = new FeatureBlock();
              unwritable.setRecordingId(block.getRecordingId());
              unwritable.setStream(block.getStream());
              unwritable.setSequence(block.getSequence());
              return CompletableFuture.completedFuture(unwritable);
            });
    assertThat(life.drain().openRecordings()).isZero();
    harmedAlone(new AvroTypeException("null"));
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
    stops(life(block -> CompletableFuture.failedFuture(thrown)), thrown);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  @DisplayName("does so wherever it is thrown")
  void conditionElsewhere(Supplier<Throwable> condition) {
    Throwable thrown = condition.get();
    stops(
        life(
            block -> {
              throw fail(thrown);
            }),
        thrown);
    stops(
        life(
            new Harmed(
                input -> {},
                () -> {
                  throw fail(thrown);
                },
                () -> null)),
        thrown);
    stops(
        life(
            new Harmed(
                input -> {},
                () -> 0,
                () -> {
                  throw fail(thrown);
                })),
        thrown);
  }

  private void stops(StageSimulation<AudioChunk, FeatureBlock> life, Throwable thrown) {
    assertThatThrownBy(life::drain).hasCause(thrown);
    assertThat(life.failure()).isSameAs(thrown);
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
