package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.chain.AnnotationCollector;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.Outcome;
import org.neume.cli.chain.StreamOwners;
import org.neume.cli.demo.DemoPiece;
import org.neume.cli.demo.LoopedPiece;
import org.neume.gateway.intake.RecordingPublisher;

/**
 * Whether a recording's length costs memory: sends a short recording and then a long one through
 * services that run in processes of their own, and compares the most that each process had used after
 * either. What the second adds includes whatever a process gathers over time, so it is an upper bound
 * of what length costs. The broker, the publisher and the reader of what was found are this process.
 */
public final class LengthBench {
  private static final List<String> SERVICES = List.of("feature-service", "inference-service");
  private static final double ROUND_SECONDS = 180;
  private static final double LIVE_HEAP_AT = 0.8;
  private static final long POLL_MILLIS = 500;

  private final Path home;
  private final Map<String, String> settings;
  private final List<String> analyses;
  private final Set<Finding> findings;
  private final StreamOwners owners;
  private final Consumer<String> progress;

  /**
   * A bench of built services.
   *
   * @param home the folder that Neume was built in
   * @param settings settings of the services by property name
   * @param analyses the analyses to ask for
   * @param findings what they give, awaited of both recordings
   * @param owners the streams that it is in
   * @param progress told in one line what is going on
   */
  public LengthBench(
      Path home,
      Map<String, String> settings,
      List<String> analyses,
      Set<Finding> findings,
      StreamOwners owners,
      Consumer<String> progress) {
    this.home = home;
    this.settings = Map.copyOf(settings);
    this.analyses = List.copyOf(analyses);
    this.findings = Set.copyOf(findings);
    this.owners = owners;
    this.progress = progress;
  }

  /** The services that the findings come through. */
  private List<String> services() {
    List<String> names = new ArrayList<>(SERVICES);
    if (findings.contains(Finding.BEATS)) {
      names.add("decoder-service");
    }
    if (findings.contains(Finding.NOTES) || findings.contains(Finding.PITCH)) {
      names.add("transcription-service");
    }
    return names;
  }

  /** The most resident memory so far, and the live heap within a recording, in bytes. */
  private record Use(long peakResident, long liveHeap) {}

  /**
   * Runs both lengths and reports the difference.
   *
   * @param work an empty folder for the broker's data and the services' logs
   * @param onBrokerFailure told in one line when the broker cannot go on
   */
  public void run(
      double shortMinutes,
      double longMinutes,
      Path work,
      Consumer<String> onBrokerFailure,
      BenchReport report)
      throws IOException, InterruptedException {
    DemoPiece piece = DemoPiece.make(1, ROUND_SECONDS);
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), 0, onBrokerFailure)) {
      TopicSetup.createMissing(broker.bootstrap());
      List<ServiceProcess> services = new ArrayList<>();
      try {
        start(broker.bootstrap(), work, services);
        List<Use> brief = one(broker.bootstrap(), piece, 0, shortMinutes, services, report);
        List<Use> lengthy =
            one(broker.bootstrap(), piece, shortMinutes, longMinutes, services, report);
        for (int i = 0; i < services.size(); i++) {
          String service = services.get(i).name();
          Use a = brief.get(i);
          Use b = lengthy.get(i);
          compare(report, service + ", peak resident memory", a.peakResident, b.peakResident);
          compare(report, service + ", live heap at 80 %", a.liveHeap, b.liveHeap);
        }
      } finally {
        services.forEach(ServiceProcess::close);
      }
    }
  }

  private void start(String bootstrap, Path work, List<ServiceProcess> services)
      throws IOException, InterruptedException {
    progress.accept("starting the services");
    for (String name : services()) {
      Path log = Files.createTempFile(work, name, ".log");
      services.add(ServiceProcess.start(home, name, bootstrap, settings, log));
    }
    for (ServiceProcess service : services) {
      service.awaitReady();
    }
  }

  private List<Use> one(
      String bootstrap,
      DemoPiece piece,
      double earlierMinutes,
      double minutes,
      List<ServiceProcess> services,
      BenchReport report)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long[] live = send(bootstrap, piece, earlierMinutes * 60, minutes * 60, services);
    double seconds = (System.nanoTime() - start) / 1e9;
    report.add(
        "%.0f minutes in one recording".formatted(minutes),
        "done in %.1f s, %.0f times real time",
        seconds,
        minutes * 60 / seconds);
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < live.length; i++) {
      uses.add(new Use(services.get(i).peakResidentBytes(), live[i]));
    }
    return uses;
  }

  /**
   * Sends one recording and waits for its end.
   *
   * @param earlier seconds of audio that the services have had before
   * @return the live heap of each service on the way, in bytes
   */
  private long[] send(
      String bootstrap,
      DemoPiece piece,
      double earlier,
      double seconds,
      List<ServiceProcess> services)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    try (KafkaProducer<String, SpecificRecordBase> producer = KafkaClients.producer(bootstrap);
        AnnotationCollector collector =
            new AnnotationCollector(bootstrap, id, false, findings, owners);
        LoopedPiece recording = new LoopedPiece(piece, seconds)) {
      CompletableFuture<Outcome> end =
          collector.expect(
              id, id, s -> progress.accept("%.0f of %.0f s decided".formatted(s, seconds)));
      collector.start();
      CompletableFuture<Void> published =
          CompletableFuture.runAsync(() -> publish(producer, recording, id));
      long[] live = new long[services.size()];
      while (!ended(end) || Arrays.stream(live).anyMatch(bytes -> bytes == 0)) {
        for (int i = 0; i < live.length; i++) {
          ServiceProcess service = services.get(i);
          service.requireAlive();
          if (live[i] == 0 && service.audioSeconds() >= earlier + LIVE_HEAP_AT * seconds) {
            live[i] = service.liveHeapBytes();
          }
        }
        if (published.isCompletedExceptionally()) {
          published.get();
        }
      }
      return live;
    } catch (ExecutionException e) {
      throw CommandException.environment("the recording was not annotated: " + e.getCause(), e);
    }
  }

  private void publish(
      KafkaProducer<String, SpecificRecordBase> producer, LoopedPiece recording, String id) {
    try {
      new RecordingPublisher(producer).publish(recording, id, analyses, s -> {});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean ended(CompletableFuture<Outcome> end)
      throws InterruptedException, ExecutionException {
    try {
      Outcome outcome = end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (!outcome.complete()) {
        throw CommandException.file("the recording was given up: " + outcome.cause());
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static void compare(BenchReport report, String what, long before, long after) {
    report.add(
        what, "%.0f MB, %.0f MB: %+.0f MB", before / 1e6, after / 1e6, (after - before) / 1e6);
  }
}
