package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.neume.cli.CommandException;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.chain.KafkaClients;
import org.neume.inference.engine.DeviceSetting;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.Topics;

/**
 * What batches give: one replica of the inference service, started anew for each setting, with a
 * backlog that every setting gets again from its beginning, and with windows that come as of live
 * streams. The figures are the service's own meters. Confined to one thread.
 */
final class BatchingBench {
  private static final String SERVICE = "inference-service";
  private static final String BACKLOG = "backlog";
  private static final int PARTITIONS = ScaleOutBench.PARTITIONS;
  private static final List<Integer> SIZES = List.of(1, 4, 16, 64);
  private static final List<Integer> DELAYS = List.of(0, 5, 20, 100);
  private static final int LIVE_SIZE = 16;

  /** Windows that live streams bring while the device computes one. */
  private static final double LIVE_LOAD = 0.8;

  private static final Duration SETTLE = Duration.ofSeconds(6);
  private static final long QUIET_NANOS = 15_000_000_000L;

  /** Windows a second that two cores bring to one replica, at most. */
  private static final double MOST_WINDOWS_PER_SECOND = 120;

  private static final int WINDOWS_PER_RECORDING = 20;

  /** 64 windows of 60 s and as many that wait are 0.4 GB. */
  private static final String HEAP = "-Xmx1500m";

  private final Path home;
  private final ModelManifest model;
  private final Map<String, String> settings;
  private final Consumer<String> progress;
  private final Consumer<String> trouble;

  /**
   * A bench of the built service; the parameters are those of {@link ScaleOutBench}.
   *
   * @param trouble told in one line what goes wrong: a broker that cannot go on, windows that do not
   *     come
   */
  BatchingBench(
      Path home,
      ModelManifest model,
      Map<String, String> settings,
      Consumer<String> progress,
      Consumer<String> trouble) {
    this.home = home;
    this.model = model;
    this.settings = Map.copyOf(settings);
    this.progress = progress;
    this.trouble = trouble;
  }

  /** What a run measures with. */
  private record Run(String bootstrap, DeviceSetting device, Duration measured, Path work) {
    /** Windows a second of the device if it takes them one by one. */
    double windowsPerSecond() {
      return device.simulated().map(time -> 1e9 / time.toNanos()).orElseThrow();
    }
  }

  /** What a service is to be ready for before it is measured. */
  private interface Ready {
    void await() throws InterruptedException;
  }

  /**
   * Measures every setting.
   *
   * @param device a simulated one
   * @param measured how long each setting is measured
   * @param work an empty folder
   */
  List<BatchCell> run(DeviceSetting device, Duration measured, Path work)
      throws IOException, InterruptedException {
    List<BatchCell> cells = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), 0, trouble)) {
      TopicSetup.createMissing(broker.bootstrap(), PARTITIONS);
      Run run = new Run(broker.bootstrap(), device, measured, work);
      backlog(run, cells);
      live(run, cells);
    }
    return cells;
  }

  private void backlog(Run run, List<BatchCell> cells) throws IOException, InterruptedException {
    publish(run);
    BrokerFiles.settle(run.work);
    for (int size : SIZES) {
      // One window is a full batch: nothing waits for more.
      for (int delay : size == 1 ? List.of(0) : DELAYS) {
        BatchSetting setting = new BatchSetting(BACKLOG, size, delay);
        String name = "bench-backlog-%d-%d".formatted(size, delay);
        TopicSetup.create(run.bootstrap, List.of(name), PARTITIONS);
        cells.add(one(run, setting, name, Topics.FEATURES.name(), name, () -> {}));
      }
    }
  }

  private void publish(Run run) {
    int most = SIZES.get(SIZES.size() - 1);
    double seconds = 2.0 * SETTLE.toSeconds() + run.measured.toSeconds();
    double windows = Math.min(MOST_WINDOWS_PER_SECOND, most * run.windowsPerSecond()) * seconds;
    int each = (int) (windows / (PARTITIONS * WINDOWS_PER_RECORDING)) + 1;
    progress.accept("publishing %d recordings".formatted(each * PARTITIONS));
    try (KafkaProducer<String, SpecificRecordBase> producer =
        KafkaClients.patientProducer(run.bootstrap)) {
      new FeatureFeed(producer, model, Topics.FEATURES.name())
          .sendAll(
              BalancedIds.of(PARTITIONS, each, "batching-"),
              WindowGrid.of(model).firstOutput(WINDOWS_PER_RECORDING));
    }
  }

  /**
   * One set of recordings, which each setting goes on with: at their beginning all windows come at once,
   * and one by one the device would take minutes to be through with those.
   */
  private void live(Run run, List<BatchCell> cells) throws IOException, InterruptedException {
    String input = "bench-live-in";
    String output = "bench-live-out";
    TopicSetup.create(run.bootstrap, List.of(input, output), PARTITIONS);
    List<BatchCell> large = new ArrayList<>();
    try (LiveFeed feed =
            new LiveFeed(
                run.bootstrap, model, input, PARTITIONS, LIVE_LOAD * run.windowsPerSecond());
        ActivationReader reader = new ActivationReader(run.bootstrap, model, output)) {
      for (int delay : DELAYS) {
        BatchSetting setting = new BatchSetting("live", LIVE_SIZE, delay);
        large.add(one(run, setting, input, input, output, () -> resume(feed, reader)));
        feed.pause();
      }
      BatchSetting single = new BatchSetting("live", 1, 0);
      cells.add(one(run, single, input, input, output, () -> resume(feed, reader)));
      cells.addAll(large);
    }
  }

  /** Waits until what can be computed is, or nothing more comes, and lets the music go on. */
  private void resume(LiveFeed feed, ActivationReader reader) throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (reader.windows() < feed.windows() && System.nanoTime() - since < QUIET_NANOS) {
      if (reader.windows() != seen) {
        seen = reader.windows();
        since = System.nanoTime();
      }
      Thread.sleep(100);
    }
    if (reader.windows() == 0) {
      throw CommandException.environment(
          "no window was computed in %d s; is the machine busy otherwise?"
              .formatted(QUIET_NANOS / 1_000_000_000));
    }
    if (reader.windows() < feed.windows()) {
      trouble.accept(
          "of %d windows %d were computed and nothing more came for %d s: what follows is of fewer recordings"
              .formatted(feed.windows(), reader.windows(), QUIET_NANOS / 1_000_000_000));
    }
    feed.resume();
  }

  private BatchCell one(
      Run run, BatchSetting setting, String group, String input, String output, Ready ready)
      throws IOException, InterruptedException {
    progress.accept(
        "%s: batches of %d, delay %d ms"
            .formatted(setting.load(), setting.size(), setting.delayMillis()));
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(setting.properties(run.device, model.name()));
    all.put("mp.messaging.incoming.inference-in.group.id", group);
    all.put("mp.messaging.incoming.inference-in.topic", input);
    all.put("mp.messaging.outgoing.inference-out.topic", output);
    Path log = Files.createTempFile(run.work, SERVICE, ".log");
    try (ServiceProcess service =
        ServiceProcess.start(home, SERVICE, run.bootstrap, all, log, HEAP)) {
      service.awaitReady();
      ready.await();
      Thread.sleep(SETTLE.toMillis());
      CpuReading cpuBefore = CpuReading.of(List.of(service));
      Meters before = service.metrics();
      Thread.sleep(run.measured.toMillis());
      Meters after = service.metrics();
      CpuReading cpuAfter = CpuReading.of(List.of(service));
      double seconds = (cpuAfter.nanos() - cpuBefore.nanos()) / 1e9;
      if (setting.load().equals(BACKLOG) && after.sum("neume_stage_backlog_records") == 0) {
        throw CommandException.environment(
            "the backlog did not last; give --device simulated:Nms with more time for each batch, or a smaller --measure");
      }
      return BatchCell.between(setting, before, after, cpuBefore.until(cpuAfter), seconds);
    }
  }
}
