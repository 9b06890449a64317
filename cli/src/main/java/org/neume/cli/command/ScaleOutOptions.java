package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.bench.ScaleOutBench;
import org.neume.cli.bench.ScaleOutRun;
import org.neume.cli.chain.ModelFolders;
import org.neume.inference.engine.DeviceSetting;
import picocli.CommandLine.Option;

/** What {@code bench} measures of many replicas and of batches. */
final class ScaleOutOptions {
  private static final List<Integer> REPLICAS = List.of(1, 2, 4, 8);
  private static final int MEASURE_REPLICAS = 20;
  private static final int MEASURE_BATCHES = 8;

  @Option(
      names = "--scale-out",
      description =
          "Compare 1, 2, 4 and 8 inference services on one broker: throughput, efficiency, pauses"
              + " at hand-over.")
  boolean scaleOut;

  @Option(
      names = "--batching",
      description = "Compare batch sizes and delays of one inference service.")
  boolean batching;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      split = ",",
      description = "With --scale-out: how many, rising, each a part of 24 (default: 1,2,4,8).")
  List<Integer> replicas = List.of();

  @Option(
      names = "--device",
      paramLabel = "D",
      description =
          "simulated:Nms for a device that takes N ms for each batch (default: "
              + ScaleOutRun.DEVICE
              + "); with --scale-out also cpu.")
  @Nullable String device;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "With --scale-out: windows in a batch, at most (default: 1).")
  @Nullable Integer batch;

  @Option(
      names = "--measure",
      paramLabel = "S",
      description =
          "Seconds to measure each number of replicas (default: 20) or each setting of batches"
              + " (default: 8).")
  @Nullable Integer measure;

  @Option(
      names = "--real",
      description = "With --scale-out: also 1 and 2 replicas that really compute, on the CPU.")
  boolean real;

  /** Whether any of it is asked for. */
  boolean wanted() {
    return scaleOut || batching;
  }

  /**
   * Checks what is asked for.
   *
   * @throws CommandException if it cannot be measured
   */
  void check() {
    refuseUnless(scaleOut, "--scale-out", "--replicas", !replicas.isEmpty());
    refuseUnless(scaleOut, "--scale-out", "--batch", batch != null);
    refuseUnless(scaleOut, "--scale-out", "--real", real);
    refuseUnless(wanted(), "--scale-out or --batching", "--device", device != null);
    refuseUnless(wanted(), "--scale-out or --batching", "--measure", measure != null);
    boolean simulated = device().simulated().isPresent();
    if (batching && !simulated) {
      throw CommandException.usage(
          "--batching needs a simulated device, for on a CPU a batch saves nothing; give --device simulated:Nms or leave it out");
    }
    int before = 0;
    for (int count : replicas) {
      if (count <= before || ScaleOutBench.PARTITIONS % count != 0) {
        throw CommandException.usage(
            "--replicas is %s; give rising numbers that divide the %d partitions, as 1,2,4,8"
                .formatted(
                    String.join(",", replicas.stream().map(String::valueOf).toList()),
                    ScaleOutBench.PARTITIONS));
      }
      before = count;
    }
    boolean batchFits = batch == null || (batch >= 1 && batch <= 64);
    if (!batchFits || (measure != null && measure < 1)) {
      throw CommandException.usage("give --batch 1 to 64 and --measure 1 or more");
    }
  }

  /**
   * Measures what is asked for.
   *
   * @param home the folder that Neume was built in
   * @param models a folder of models beside the packed ones, or null
   * @param model the network that recordings ask for
   * @param settings settings of the service by property name
   */
  int run(
      Terminal terminal,
      Path home,
      @Nullable Path models,
      String model,
      Map<String, String> settings)
      throws IOException {
    return Benchmark.measure(
        () -> {
          ScaleOutRun run =
              new ScaleOutRun(
                  home,
                  ModelFolders.repository(models).get(model).manifest(),
                  settings,
                  terminal::progress,
                  terminal::error);
          if (scaleOut) {
            run.replicas(
                device(),
                batch == null ? 1 : batch,
                replicas.isEmpty() ? REPLICAS : replicas,
                Duration.ofSeconds(measure == null ? MEASURE_REPLICAS : measure),
                real,
                terminal::result);
          }
          if (batching) {
            Duration each = Duration.ofSeconds(measure == null ? MEASURE_BATCHES : measure);
            run.batches(device(), each, terminal::result);
          }
        });
  }

  private DeviceSetting device() {
    String text = device == null ? ScaleOutRun.DEVICE : device;
    try {
      DeviceSetting chosen = DeviceSetting.of(text);
      if (chosen.simulated().map(time -> !time.isZero()).orElse(true)) {
        return chosen;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandException.usage(
        "--device is %s; give simulated:Nms with the time for each batch, or cpu".formatted(text));
  }

  private static void refuseUnless(boolean wanted, String what, String option, boolean given) {
    if (given && !wanted) {
      throw CommandException.usage(
          "%s does nothing without %s; leave it out".formatted(option, what));
    }
  }
}
