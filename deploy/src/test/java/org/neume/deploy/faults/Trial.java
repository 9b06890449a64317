package org.neume.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.DoublePredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** Puts recordings through the chain while something is done to it, and compares what comes out. */
final class Trial {
  private static final long PATIENCE_MILLIS = 180_000;
  private static final long SETTLE_MILLIS = 3_000;
  private static final String OPERATOR = "operator";
  private static final List<String> READERS = List.of("decoder-service", "transcription-service");

  // An offer of HTTP/2 would be taken by a server that then speaks HTTP/1.1.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ComposedChain chain;
  private Map<Place, List<byte[]>> reference = Map.of();
  private Map<Place, Long> usual = Map.of();
  private int runs;

  Trial(ComposedChain chain) {
    this.chain = chain;
  }

  /** What is done while a run is published; called by the thread of the test. */
  interface Disturbance {
    void during(Publishing publishing) throws Exception;
  }

  /** The run that all others are compared with. */
  void undisturbed() throws Exception {
    Run run = new Run(runs++);
    try (Witness witness = new Witness(chain.client(OPERATOR), run);
        Publishing publishing = new Publishing(chain.client(OPERATOR), run)) {
      publishing.awaitEnd();
      await(witness);
      Thread.sleep(SETTLE_MILLIS);
      witness.stop();
      reference = witness.copies();
      usual = witness.arrivals();
      Verdict verdict = Verdict.of(reference, reference);
      print("undisturbed", verdict, witness);
      // All others are compared with this one: it has to be something, whole and once each.
      assertThat(witness.allEnded()).as("every stream has ended").isTrue();
      assertThat(witness.aborted()).isEmpty();
      assertThat(verdict.isOnceEach()).as(verdict.line()).isTrue();
      for (Topic topic : Witness.RESULTS) {
        for (int piece = 0; piece < Run.PIECES; piece++) {
          assertThat(places(topic, piece)).as(topic.name() + " of piece " + piece).isNotEmpty();
        }
      }
    }
  }

  private List<Place> places(Topic topic, int piece) {
    return reference.keySet().stream()
        .filter(place -> place.topic().equals(topic.name()) && place.piece() == piece)
        .toList();
  }

  /** A run with a disturbance; the services are whole again afterwards. */
  Verdict run(String name, Disturbance disturbance) throws Exception {
    Run run = new Run(runs++);
    try (Witness witness = new Witness(chain.client(OPERATOR), run);
        Publishing publishing = new Publishing(chain.client(OPERATOR), run)) {
      disturbance.during(publishing);
      publishing.awaitEnd();
      await(witness);
      Thread.sleep(SETTLE_MILLIS);
      witness.stop();
      Verdict verdict = Verdict.of(reference, witness.copies());
      print(name, verdict, witness);
      assertThat(witness.aborted()).isEmpty();
      return verdict;
    }
  }

  /** A run after which nothing is compared. */
  void runUnjudged(String name, Disturbance disturbance) throws Exception {
    Run run = new Run(runs++);
    try (Publishing publishing = new Publishing(chain.client(OPERATOR), run)) {
      long begin = System.nanoTime();
      disturbance.during(publishing);
      publishing.awaitEnd();
      System.out.printf("%s: mended after %.0f s%n", name, (System.nanoTime() - begin) / 1e9);
    }
  }

  /** Two blocks of features of the undisturbed run that follow each other. */
  List<byte[]> features() {
    return reference.entrySet().stream()
        .filter(e -> e.getKey().topic().equals(Topics.FEATURES.name()) && e.getKey().piece() == 0)
        .filter(e -> e.getKey().sequence() < 2)
        .sorted(
            Comparator.comparing((Map.Entry<Place, List<byte[]>> e) -> e.getKey().stream())
                .thenComparing(e -> e.getKey().sequence()))
        .limit(2)
        .map(e -> e.getValue().get(0))
        .toList();
  }

  /** Deletes a topic. */
  void delete(Topic topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(chain.client("admin"))) {
      admin.deleteTopics(List.of(topic.name())).all().get();
    }
  }

  /** Waits until a service's readiness says that something is wrong with a topic. */
  void awaitReadinessNaming(String service, Topic topic) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(chain.address(service).resolve("/q/health/ready"))
            .timeout(ANSWER)
            .build();
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    String text = "";
    while (System.currentTimeMillis() < end) {
      text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (text.contains(topic.name()) && text.contains("DOWN")) {
        return;
      }
      Thread.sleep(1_000);
    }
    throw new AssertionError("readiness never named " + topic.name() + ": " + text);
  }

  /** Waits until a metric of a service, the most of its series, is one that is wanted. */
  void awaitMetric(String service, String series, DoublePredicate wanted)
      throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    double most = 0;
    while (System.currentTimeMillis() < end) {
      most =
          metrics(service)
              .lines()
              .filter(line -> line.startsWith(series))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .max()
              .orElse(Double.NaN);
      if (wanted.test(most)) {
        System.out.printf("%s of %s: %.0f%n", series, service, most);
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError("%s of %s stayed %s".formatted(series, service, most));
  }

  private String metrics(String service) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(chain.address(service).resolve("/q/metrics"))
            .timeout(ANSWER)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /**
   * The same files brought to the gateway twice, undisturbed and disturbed once all are promised: what is
   * made of them, compared.
   */
  Verdict uploads(String name, Uploads.Disturbance disturbance) throws Exception {
    Uploads uploads = new Uploads(chain);
    Map<Place, List<byte[]>> expected = uploads.bring(() -> {});
    assertThat(Verdict.of(expected, expected).isOnceEach()).as("undisturbed").isTrue();
    for (Topic topic : Witness.RESULTS) {
      assertThat(expected.keySet()).anyMatch(place -> place.topic().equals(topic.name()));
    }
    Verdict verdict = Verdict.of(expected, uploads.bring(disturbance));
    System.out.printf("%s: %d files, %s%n", name, Uploads.FILES, verdict.line());
    return verdict;
  }

  private static void await(Witness witness) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!witness.allEnded() && System.currentTimeMillis() < end) {
      Thread.sleep(200);
    }
  }

  /** One line: what came out, and how much later than in the undisturbed run at most. */
  private void print(String name, Verdict verdict, Witness witness) {
    Map<String, Double> late = new TreeMap<>();
    witness
        .arrivals()
        .forEach(
            (place, nanos) -> {
              double seconds = (nanos - usual.getOrDefault(place, nanos)) / 1e9;
              late.merge(place.topic().replace("neume.", ""), seconds, Math::max);
            });
    StringBuilder later = new StringBuilder();
    late.forEach((topic, seconds) -> later.append(" %s %.1f s".formatted(topic, seconds)));
    System.out.printf(
        "%s: %d of 90 streams ended, %d records, %s; late by at most:%s%n",
        name, witness.endedStreams(), witness.copies().size(), verdict.line(), later);
  }

  /** The container of the broker that leads a partition. */
  String leaderOf(Topic topic, int partition) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(chain.client(OPERATOR))) {
      TopicDescription description =
          admin.describeTopics(List.of(topic.name())).allTopicNames().get().get(topic.name());
      return ComposedChain.container(
          "kafka-" + description.partitions().get(partition).leader().id());
    }
  }

  /** Waits until every replica of every partition is in sync. */
  void awaitAllInSync() throws IOException, InterruptedException {
    awaitSync(true);
  }

  /** Waits until a replica is missing somewhere: what operators are warned of. */
  void awaitOutOfSync() throws IOException, InterruptedException {
    awaitSync(false);
  }

  private void awaitSync(boolean wanted) throws IOException, InterruptedException {
    List<String> names = Topics.ALL.stream().map(Topic::name).toList();
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    try (Admin admin = Admin.create(chain.client(OPERATOR))) {
      while (System.currentTimeMillis() < end) {
        try {
          boolean whole =
              admin.describeTopics(names).allTopicNames().get().values().stream()
                  .flatMap(topic -> topic.partitions().stream())
                  .allMatch(p -> p.isr().size() == p.replicas().size());
          if (whole == wanted) {
            return;
          }
        } catch (ExecutionException e) {
          // A broker is away; the next one answers.
        }
        Thread.sleep(500);
      }
    }
    throw new IOException(
        wanted ? "not all replicas came back in sync" : "all replicas stayed in sync");
  }

  /** How many repeats each stage behind the activations has dropped. */
  Map<String, Double> repeatsDropped() throws IOException, InterruptedException {
    Map<String, Double> counts = new TreeMap<>();
    for (String reader : READERS) {
      String text = metrics(reader);
      text.lines()
          .filter(line -> line.startsWith("neume_stage_repeats_dropped_total{"))
          .filter(line -> line.contains("\"beats\"") || line.contains("\"notes\""))
          .forEach(
              line ->
                  counts.put(
                      line.substring(0, line.lastIndexOf(' ')),
                      Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }
    return counts;
  }

  /** Waits until those stages, each of which reads streams of its own, have dropped so many more. */
  void awaitRepeatsDropped(Map<String, Double> before, long more)
      throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + 20_000;
    Map<String, Double> now = repeatsDropped();
    while (System.currentTimeMillis() < end) {
      now = repeatsDropped();
      if (now.size() == 2 && sum(now) - sum(before) == more) {
        System.out.printf("%d repeats in the topic, as many dropped by their readers%n", more);
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError(
        "%d repeats in the topic; dropped before %s, now %s".formatted(more, before, now));
  }

  private static double sum(Map<String, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
