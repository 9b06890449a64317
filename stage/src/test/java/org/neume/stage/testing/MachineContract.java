package org.neume.stage.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neume.stage.Emission;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * What every stage's machine must keep: that a successor, which reads the inputs from the one that
 * the last acknowledged output still needs, emits what was still to come, and nothing else.
 */
public final class MachineContract {
  private MachineContract() {}

  /** The outputs of one machine that gets all inputs. */
  public static <I, O> List<O> run(StageDefinition<I, O> stage, List<I> inputs) {
    List<O> outputs = new ArrayList<>();
    for (Emission<O> emission : emissions(stage, inputs, Map.of())) {
      outputs.add(emission.record().toCompletableFuture().join());
    }
    return outputs;
  }

  /**
   * Hands over behind every output and compares what the successor emits.
   *
   * @param inputs a whole recording
   * @return how many handovers were compared
   * @throws AssertionError at the first difference
   */
  public static <I, O> int checkHandovers(StageDefinition<I, O> stage, List<I> inputs) {
    List<Emission<O>> whole = emissions(stage, inputs, Map.of());
    List<O> outputs = whole.stream().map(e -> e.record().toCompletableFuture().join()).toList();
    Map<String, O> last = new HashMap<>();
    long released = 0;
    int handovers = 0;
    for (int done = 0; done < outputs.size() - 1; done++) {
      last.put(stage.output().stream(outputs.get(done)), outputs.get(done));
      if (whole.get(done).releases() < released) {
        throw new AssertionError("output %d takes back what was released".formatted(done));
      }
      released = whole.get(done).releases();
      // The last input that was applied is read again in any case, and one more may be.
      int from = (int) Math.max(0, Math.min(released, inputs.size() - 1L) - done % 2);
      List<O> rest = new ArrayList<>();
      emissions(stage, inputs.subList(from, inputs.size()), last)
          .forEach(e -> rest.add(e.record().toCompletableFuture().join()));
      if (!rest.equals(outputs.subList(done + 1, outputs.size()))) {
        throw new AssertionError(
            "a successor behind output %d, reading from input %d, emits %d other outputs"
                .formatted(done, from, rest.size()));
      }
      handovers++;
    }
    return handovers;
  }

  private static <I, O> List<Emission<O>> emissions(
      StageDefinition<I, O> stage, List<I> inputs, Map<String, O> last) {
    List<Emission<O>> emissions = new ArrayList<>();
    RecordingMachine<I, O> machine = stage.open(inputs.get(0), Map.copyOf(last));
    for (I input : inputs) {
      emissions.addAll(machine.apply(input));
    }
    machine.close();
    return emissions;
  }
}
