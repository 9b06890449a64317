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
      outputs.addAll(emission.records().toCompletableFuture().join());
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
    List<O> outputs = new ArrayList<>();
    List<Long> releases = new ArrayList<>();
    long before = 0;
    for (Emission<O> emission : emissions(stage, inputs, Map.of())) {
      if (emission.releases() < before) {
        throw new AssertionError(
            "output %d takes back what was released".formatted(outputs.size()));
      }
      List<O> records = emission.records().toCompletableFuture().join();
      for (int i = 0; i < records.size(); i++) {
        // What an emission releases is free behind the last of its records.
        before = i == records.size() - 1 ? emission.releases() : before;
        outputs.add(records.get(i));
        releases.add(before);
      }
    }
    Map<String, O> last = new HashMap<>();
    int handovers = 0;
    for (int done = 0; done < outputs.size() - 1; done++) {
      last.put(stage.output().stream(outputs.get(done)), outputs.get(done));
      // The last input that was applied is read again in any case, and one more may be.
      int from = (int) Math.max(0, Math.min(releases.get(done), inputs.size() - 1L) - done % 2);
      List<O> rest = new ArrayList<>();
      emissions(stage, inputs.subList(from, inputs.size()), last)
          .forEach(e -> rest.addAll(e.records().toCompletableFuture().join()));
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
    // What waits for others has to be begun while the machine is there.
    emissions.forEach(Emission::records);
    machine.close();
    return emissions;
  }
}
