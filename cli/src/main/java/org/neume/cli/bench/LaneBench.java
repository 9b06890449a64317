package org.neume.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.neume.cli.CommandException;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.demo.DemoPiece;
import org.neume.cli.demo.LoopedPiece;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.media.AudioSource;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;

/**
 * Whether an import delays somebody who plays: a recording comes as it is played, through a chain that has
 * nothing else to do, and again while an import is under way, in the bulk lane or, to compare, in the live
 * one. Both lanes' services are processes of their own; those of the bulk lane yield to all others, as the
 * operations guide has it. The broker, the publishers and the reader are this process.
 */
public final class LaneBench {
  private static final List<String> SERVICES =
      List.of("feature-service", "inference-service", "decoder-service", "transcription-service");
  private static final List<String> ANALYSES = List.of("beats", "notes", "score");
  private static final double PIECE_SECONDS = 60;
  private static final double WARM_SECONDS = 60;

  /** Beats and notes: each takes in all of the audio. */
  private static final int NETWORKS = 2;

  private static final double NEARLY = 0.95;
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;
  private static final int PUBLISHERS = 4;
  private static final double TARGET = 2;
  private static final long PATIENCE_MILLIS = 120_000;

  /**
   * What is measured.
   *
   * @param liveSeconds length of the recording that is played
   * @param songs recordings of the import, all at once
   * @param songSeconds length of each
   * @param lane where the import goes
   */
  public record Plan(double liveSeconds, int songs, double songSeconds, Lane lane) {}

  private final Path home;
  private final Map<String, String> settings;
  private final Consumer<String> progress;
  private final DemoPiece piece = DemoPiece.make(1, PIECE_SECONDS);

  /**
   * A bench of built services.
   *
   * @param home the folder that Neume was built in
   * @param settings settings of the services by property name
   * @param progress told in one line what is going on
   */
  public LaneBench(Path home, Map<String, String> settings, Consumer<String> progress) {
    this.home = home;
    this.settings = Map.copyOf(settings);
    this.progress = progress;
  }

  /**
   * Plays twice and reports the delays of results.
   *
   * @param work an empty folder for the broker's data and the services' logs
   * @param onBrokerFailure told in one line when the broker cannot go on
   */
  public void run(Plan plan, Path work, Consumer<String> onBrokerFailure, BenchReport report)
      throws IOException, InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), 0, onBrokerFailure)) {
      TopicSetup.createAll(broker.bootstrap());
      List<ServiceProcess> services = new ArrayList<>();
      try {
        start(broker.bootstrap(), work, services);
        warmUp(broker.bootstrap());
        progress.accept("%.0f s are played, nothing else".formatted(plan.liveSeconds()));
        Map<String, Delays> idle = play(broker.bootstrap(), plan.liveSeconds());
        ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS);
        try {
          double before = audioSeconds(services);
          importSongs(broker.bootstrap(), plan, publishers);
          awaitUnderWay(services, before);
          progress.accept(
              "%.0f s are played beside %d songs".formatted(plan.liveSeconds(), plan.songs()));
          Map<String, Delays> busy = play(broker.bootstrap(), plan.liveSeconds());
          report(report, plan, idle, busy);
          underWay(report, plan, audioSeconds(services) - before);
          awaitUnderWay(services, audioSeconds(services));
        } finally {
          publishers.shutdownNow();
        }
      } finally {
        services.forEach(ServiceProcess::close);
      }
    }
  }

  private void start(String bootstrap, Path work, List<ServiceProcess> services)
      throws IOException, InterruptedException {
    progress.accept("starting eight services");
    for (Lane lane : Lane.values()) {
      for (String name : SERVICES) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("neume.lane", lane.text());
        Path log = work.resolve(name + "-" + lane.text() + ".log");
        services.add(
            lane == Lane.LIVE
                ? ServiceProcess.start(home, name, bootstrap, all, log)
                : ServiceProcess.startYielding(home, name, bootstrap, all, log));
      }
    }
    for (ServiceProcess service : services) {
      service.awaitReady();
    }
  }

  /** One recording through each lane, so that neither compiles its code or opens its files while it is measured. */
  private void warmUp(String bootstrap) throws IOException, InterruptedException {
    for (Lane lane : Lane.values()) {
      progress.accept("warming up the %s lane".formatted(lane.text()));
      String id = UUID.randomUUID().toString();
      try (ResultDelays delays = new ResultDelays(bootstrap, id);
          LoopedPiece recording = new LoopedPiece(piece, WARM_SECONDS)) {
        publish(bootstrap, lane, id, recording);
        await(delays);
      }
    }
  }

  /** A recording as it is played, from its first sample to the end of its score. */
  private Map<String, Delays> play(String bootstrap, double seconds)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    ExecutorService player = Executors.newSingleThreadExecutor();
    try (ResultDelays delays = new ResultDelays(bootstrap, id)) {
      Future<?> played =
          player.submit(
              () -> {
                try (PacedSource recording = new PacedSource(new LoopedPiece(piece, seconds))) {
                  publish(bootstrap, Lane.LIVE, id, recording);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      while (!played.isDone()) {
        delays.read();
      }
      played.get();
      await(delays);
      return delays.delays();
    } catch (ExecutionException e) {
      throw CommandException.environment("the recording could not be played: " + e.getCause(), e);
    } finally {
      player.shutdownNow();
    }
  }

  private static void await(ResultDelays delays) {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!delays.read()) {
      if (System.currentTimeMillis() > end) {
        throw CommandException.environment(
            "the recording was not annotated within %d s".formatted(PATIENCE_MILLIS / 1_000));
      }
    }
  }

  private void importSongs(String bootstrap, Plan plan, ExecutorService publishers) {
    for (int i = 0; i < plan.songs(); i++) {
      // One that fails is missing among what the networks take in, which is reported.
      var unused =
          publishers.submit(
              () -> {
                try (LoopedPiece song = new LoopedPiece(piece, plan.songSeconds())) {
                  publish(bootstrap, plan.lane(), UUID.randomUUID().toString(), song);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static void publish(String bootstrap, Lane lane, String id, AudioSource recording)
      throws IOException {
    try (KafkaProducer<String, SpecificRecordBase> producer =
        KafkaClients.patientProducer(bootstrap)) {
      new RecordingPublisher(producer).publish(recording, lane, id, ANALYSES, s -> {});
    }
  }

  /** Until the import's networks get on: where they do not, nobody is in anybody's way. */
  private static void awaitUnderWay(List<ServiceProcess> services, double before)
      throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!(audioSeconds(services) > before + PIECE_SECONDS)) {
      if (System.currentTimeMillis() > end) {
        throw CommandException.environment(
            "the import does not go on: it was over too early, give more songs with --import, or it failed");
      }
      Thread.sleep(500);
    }
  }

  /** Seconds of audio that the networks of both lanes have taken in. */
  private static double audioSeconds(List<ServiceProcess> services)
      throws IOException, InterruptedException {
    double seconds = 0;
    for (ServiceProcess service : services) {
      if (service.name().equals("inference-service")) {
        seconds += service.audioSeconds();
      }
    }
    return seconds;
  }

  private static void report(
      BenchReport report, Plan plan, Map<String, Delays> idle, Map<String, Delays> busy) {
    report.add(
        "seconds from the last audio needed",
        "median and 95 %% of results of %.0f s as played: alone; beside %d songs in the %s lane",
        plan.liveSeconds(),
        plan.songs(),
        plan.lane().text());
    double worst = 0;
    for (String topic : List.of(Topics.BEATS.name(), Topics.NOTES.name(), Topics.SCORES.name())) {
      Delays alone = idle.getOrDefault(topic, new Delays());
      Delays beside = busy.getOrDefault(topic, new Delays());
      if (alone.count() != beside.count()) {
        throw CommandException.environment(
            "%s has %d records alone and %d beside the import"
                .formatted(topic, alone.count(), beside.count()));
      }
      double ratio = (double) beside.quantile(MEDIAN) / Math.max(1, alone.quantile(MEDIAN));
      double high = (double) beside.quantile(HIGH) / Math.max(1, alone.quantile(HIGH));
      worst = Math.max(worst, Math.max(ratio, high));
      report.add(
          topic,
          "%.2f, %.2f; %.2f, %.2f: %.2f times the median, %.2f times the 95 %% (%d records)",
          alone.quantile(MEDIAN) / 1e3,
          alone.quantile(HIGH) / 1e3,
          beside.quantile(MEDIAN) / 1e3,
          beside.quantile(HIGH) / 1e3,
          ratio,
          high,
          alone.count());
    }
    report.add(
        "target",
        "at most %.0f times alone, median and 95 %%: %s",
        TARGET,
        worst <= TARGET ? "reached" : "not reached");
  }

  /** Whether the import was in the way all the time, or the comparison says nothing. */
  private static void underWay(BenchReport report, Plan plan, double seen) {
    double all = NETWORKS * plan.songs() * plan.songSeconds();
    double done = seen - NETWORKS * plan.liveSeconds();
    report.add(
        "the import by then",
        "%.0f of %.0f s of its audio taken in by its networks%s",
        done / NETWORKS,
        all / NETWORKS,
        done < NEARLY * all ? "" : ": it was over too early, give more --songs");
  }
}
