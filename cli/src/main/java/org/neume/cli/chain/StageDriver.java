package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Runs one stage for one recording without Kafka: inputs in, outputs out, on the calling thread. The
 * machine is the same that runs behind Kafka. Confined to one thread.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
final class StageDriver<I, O> implements AutoCloseable {
  private final StageDefinition<I, O> stage;
  private @Nullable RecordingMachine<I, O> machine;
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
    RecordingMachine<I, O> open = machine;
    if (open == null) {
      if (stage.outputStreams(input).isEmpty()) {
        throw new InvalidInputException(
            "the stage %s knows none of the analyses that were asked for; check the model's name"
                .formatted(stage.name()));
      }
      open = stage.open(input, Map.of());
      machine = open;
    }
    List<O> outputs = new ArrayList<>();
    for (Emission<O> emission : open.apply(input)) {
      outputs.addAll(join(emission));
    }
    nanos += System.nanoTime() - start;
    return outputs;
  }

  /** Seconds spent in this stage so far. */
  double seconds() {
    return nanos / 1e9;
  }

  @Override
  public void close() {
    if (machine != null) {
      machine.close();
    }
  }

  private List<O> join(Emission<O> emission) {
    try {
      return emission.records().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInputException(
          "the stage %s failed: %s".formatted(stage.name(), cause.getMessage()), cause);
    }
  }
}
