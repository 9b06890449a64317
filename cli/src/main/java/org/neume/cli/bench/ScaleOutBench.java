package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.Topics;

/**
 * Whether more replicas of the inference service do more: writes the features of many recordings to a
 * broker, equally many to each partition, and then adds replica after replica, each a process of its
 * own as operations run it, to the running group. In each phase it counts, as a reader of the log, what
 * comes out; between them, how long partitions are silent while they change hands.
 */
public final class ScaleOutBench {
  /** 12, as the chain's topics have usually, do not divide among 8 replicas. */
  public static final int PARTITIONS = 24;

  private static final String SERVICE = "inference-service";
  private static final int WINDOWS_PER_RECORDING = 20;
  private static final long JOIN_NANOS = 120_000_000_000L;
  private static final long LOOK_MILLIS = 100;

  private final Path home;
  private final ModelManifest model;
  private final Map<String, String> settings;
  private final Consumer<String> progress;
  private final Consumer<String> onBrokerFailure;

  /**
   * A bench of the built service.
   *
   * @param home the folder that Neume was built in
   * @param model the network that recordings ask for
   * @param settings settings of the service by property name
   * @param progress told in one line what is going on
   * @param onBrokerFailure told in one line when the broker cannot go on
   */
  public ScaleOutBench(
      Path home,
      ModelManifest model,
      Map<String, String> settings,
      Consumer<String> progress,
      Consumer<String> onBrokerFailure) {
    this.home = home;
    this.model = model;
    this.settings = Map.copyOf(settings);
    this.progress = progress;
    this.onBrokerFailure = onBrokerFailure;
  }

  /**
   * Runs all phases.
   *
   * @param work an empty folder for the broker's data and the services' logs
   * @return phases, as many as the plan has
   * @throws CommandException if a service does not start, or outputs are missing
   */
  List<ScalePhase> run(ScalePlan plan, Path work) throws IOException, InterruptedException {
    List<ServiceProcess> replicas = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), 0, onBrokerFailure)) {
      String bootstrap = broker.bootstrap();
      TopicSetup.createMissing(bootstrap, PARTITIONS);
      int recordings = publish(bootstrap, plan);
      BrokerFiles.settle(work);
      try (ActivationReader reader =
              new ActivationReader(bootstrap, model, Topics.ACTIVATIONS.name());
          GroupWatch group = new GroupWatch(bootstrap)) {
        List<ScalePhase> phases = new ArrayList<>();
        long usualFrom = System.nanoTime();
        for (int count : plan.replicas()) {
          long grown = System.nanoTime();
          grow(replicas, count, bootstrap, plan, work);
          awaitShared(group, replicas);
          progress.accept("%d replicas: settling".formatted(count));
          Thread.sleep(plan.settle().toMillis());
          progress.accept("%d replicas: measuring".formatted(count));
          CpuReading before = CpuReading.of(replicas);
          Thread.sleep(plan.measured().toMillis());
          CpuReading after = CpuReading.of(replicas);
          check(reader, replicas, recordings);
          phases.add(phase(count, before, after, usualFrom, grown, reader, group));
          usualFrom = before.nanos();
        }
        return phases;
      } finally {
        // All at once: each takes its time.
        replicas.parallelStream().forEach(ServiceProcess::close);
      }
    }
  }

  /** Writes what waits; answers how many recordings it is. */
  private int publish(String bootstrap, ScalePlan plan) {
    long frames = WindowGrid.of(model).firstOutput(WINDOWS_PER_RECORDING);
    int each = (int) (plan.windows() / (PARTITIONS * WINDOWS_PER_RECORDING)) + 1;
    progress.accept(
        "publishing %d recordings of %.0f minutes"
            .formatted(each * PARTITIONS, frames / model.frameRate() / 60));
    try (KafkaProducer<String, SpecificRecordBase> producer =
        KafkaClients.patientProducer(bootstrap)) {
      new FeatureFeed(producer, model, Topics.FEATURES.name())
          .sendAll(BalancedIds.of(PARTITIONS, each, "scale-out-"), frames);
    }
    return each * PARTITIONS;
  }

  /** Starts what is missing of so many replicas, all at once, and waits until they are ready. */
  private void grow(
      List<ServiceProcess> replicas, int count, String bootstrap, ScalePlan plan, Path work)
      throws IOException, InterruptedException {
    progress.accept("%d replicas: starting".formatted(count));
    Map<String, String> all = new HashMap<>(settings);
    all.put("neume.inference.models", model.name());
    all.put("neume.inference.device", plan.device().toString());
    all.put("neume.inference.batch.max-windows", Integer.toString(plan.batch()));
    while (replicas.size() < count) {
      Path log = Files.createTempFile(work, SERVICE, ".log");
      replicas.add(ServiceProcess.start(home, SERVICE, bootstrap, all, log));
    }
    for (ServiceProcess replica : replicas) {
      replica.awaitReady();
    }
  }

  private static void awaitShared(GroupWatch group, List<ServiceProcess> replicas)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + JOIN_NANOS;
    while (!group.shared(PARTITIONS, replicas.size())) {
      for (ServiceProcess replica : replicas) {
        replica.requireAlive();
      }
      if (System.nanoTime() > end) {
        throw CommandException.environment(
            "%d replicas did not share %d partitions evenly in %d s; is the machine busy otherwise?"
                .formatted(replicas.size(), PARTITIONS, JOIN_NANOS / 1_000_000_000));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void check(ActivationReader reader, List<ServiceProcess> replicas, int recordings)
      throws IOException {
    for (ServiceProcess replica : replicas) {
      replica.requireAlive();
    }
    if (reader.gaps() > 0) {
      throw CommandException.environment(
          "%d records of activations are missing; please report it".formatted(reader.gaps()));
    }
    // The first partition to run dry leaves a replica with less to do.
    if (reader.ended() > recordings - PARTITIONS) {
      throw CommandException.environment(
          "the recordings did not last; the device is faster than the plan thought, give --device simulated:Nms with more time for each batch");
    }
  }

  /** One partition with work can keep a device busy: that all others stand still must not look well. */
  private static void requireAll(long[] windows) {
    for (int partition = 0; partition < windows.length; partition++) {
      if (windows[partition] == 0) {
        throw CommandException.environment(
            "no window of partition %d came while it was measured; measure longer with --measure, or report it if that does not help"
                .formatted(partition));
      }
    }
  }

  private ScalePhase phase(
      int count,
      CpuReading before,
      CpuReading after,
      long usualFrom,
      long grown,
      ActivationReader reader,
      GroupWatch group) {
    Arrivals arrivals = reader.arrivals();
    List<Double> pauses =
        new HandOvers(group.history(), arrivals)
            .pauses(usualFrom, grown, before.nanos(), after.nanos());
    requireAll(arrivals.windows(PARTITIONS, before.nanos(), after.nanos()));
    return new ScalePhase(
        count,
        arrivals.windowsPerSecond(before.nanos(), after.nanos()),
        arrivals.framesPerSecond(before.nanos(), after.nanos()) / model.frameRate(),
        before.until(after),
        pauses);
  }
}
