package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Runs one stage for one recording without Kafka: inputs in, outputs out, on the calling thread. The
 * machines, one for each stream of the input, are the same that run behind Kafka; streams that the
 * stage does not know are passed over, as there. Confined to one thread.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
final class StageDriver<I, O> implements AutoCloseable {
  private final StageDefinition<I, O> stage;
  private final Map<String, Optional<RecordingMachine<I, O>>> machines = new HashMap<>();
  private long nanos;

  StageDriver(StageDefinition<I, O> stage) {
    this.stage = stage;
  }

  /**
   * Applies the next input.
   *
   * @return what it completes, in order
   * @throws InvalidInputException if the recording cannot be processed
   */
  List<O> apply(I input) {
    long start = System.nanoTime();
    List<O> outputs = new ArrayList<>();
    for (CompletionStage<List<O>> records : offer(input)) {
      outputs.addAll(join(records));
    }
    nanos += System.nanoTime() - start;
    return outputs;
  }

  /**
   * Applies the next input without waiting for what it leads to, which may need more than the inputs.
   *
   * @return what it leads to, in order; {@link #join} waits for it
   * @throws InvalidInputException if the recording cannot be processed
   */
  List<CompletionStage<List<O>>> offer(I input) {
    Optional<RecordingMachine<I, O>> machine =
        machines.computeIfAbsent(stage.input().stream(input), stream -> open(input));
    return machine.isEmpty()
        ? List.of()
        : machine.get().apply(input).stream().map(Emission::records).toList();
  }

  /**
   * Waits for records.
   *
   * @throws InvalidInputException if they cannot be made
   */
  List<O> join(CompletionStage<List<O>> records) {
    try {
      return records.toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInputException(
          "the stage %s failed: %s".formatted(stage.name(), cause.getMessage()), cause);
    }
  }

  /** Seconds spent in {@link #apply} so far. */
  double seconds() {
    return nanos / 1e9;
  }

  @Override
  public void close() {
    machines.values().forEach(machine -> machine.ifPresent(RecordingMachine::close));
  }

  private Optional<RecordingMachine<I, O>> open(I first) {
    return stage.outputStreams(first).isEmpty()
        ? Optional.empty()
        : Optional.of(stage.open(first, Map.of()));
  }
}
