package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.neume.cli.chain.ScratchFolder;
import org.neume.inference.engine.DeviceSetting;
import org.neume.inference.model.ModelManifest;

/** Measures replicas on a simulated device, on request beside real ones, and says what was found. */
public final class ScaleOutRun {
  /** What is simulated unless something else is asked for: eight of these fit into two cores. */
  public static final String DEVICE = "simulated:250ms";

  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final List<Integer> REAL_REPLICAS = List.of(1, 2);

  private final ModelManifest model;
  private final ScaleOutBench bench;
  private final BatchingBench batching;

  /** A run of the built service; the parameters are those of {@link ScaleOutBench}. */
  public ScaleOutRun(
      Path home,
      ModelManifest model,
      Map<String, String> settings,
      Consumer<String> progress,
      Consumer<String> onBrokerFailure) {
    this.model = model;
    bench = new ScaleOutBench(home, model, settings, progress, onBrokerFailure);
    batching = new BatchingBench(home, model, settings, progress, onBrokerFailure);
  }

  /**
   * Measures numbers of replicas.
   *
   * @param replicas how many, rising
   * @param measured how long each number of them
   * @param real whether also to measure networks that really run
   * @param out takes what is to be printed, as soon as it is known
   */
  public void replicas(
      DeviceSetting device,
      int batch,
      List<Integer> replicas,
      Duration measured,
      boolean real,
      Consumer<String> out)
      throws IOException, InterruptedException {
    one(new ScalePlan(device, batch, replicas, SETTLE, measured), out);
    if (real) {
      ScalePlan plan = new ScalePlan(DeviceSetting.of("cpu"), 1, REAL_REPLICAS, SETTLE, measured);
      one(plan, out);
    }
  }

  /**
   * Measures what batches give one replica on a simulated device.
   *
   * @param measured how long each setting
   * @param out takes what is to be printed
   */
  public void batches(DeviceSetting device, Duration measured, Consumer<String> out)
      throws IOException, InterruptedException {
    List<BatchCell> cells;
    try (ScratchFolder work = ScratchFolder.make()) {
      cells = batching.run(device, measured, work.path());
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "%s of %s, one replica, %d cores%n",
            device,
            model.name(),
            Runtime.getRuntime().availableProcessors()));
    out.accept(BatchTable.of(cells));
  }

  private void one(ScalePlan plan, Consumer<String> out) throws IOException, InterruptedException {
    List<ScalePhase> phases;
    // Gigabytes of features: gone before what comes next has its own.
    try (ScratchFolder work = ScratchFolder.make()) {
      phases = bench.run(plan, work.path());
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "%s of %s, %d windows in a batch at most, %d partitions, %d cores%n",
            plan.device(),
            model.name(),
            plan.batch(),
            ScaleOutBench.PARTITIONS,
            Runtime.getRuntime().availableProcessors()));
    out.accept(ScaleTable.of(phases));
    out.accept(
        plan.device().simulated().isPresent()
            ? ScaleTable.verdict(phases)
            : String.format(
                Locale.ROOT,
                "networks that really compute share the %d cores of this machine: more replicas can be no faster than those, so no target is set%n",
                Runtime.getRuntime().availableProcessors()));
  }
}
