package org.neume.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neume.cli.CommandException;

/**
 * One built service in a process of its own, as operations run it, and what it uses. Safe for use by
 * many threads.
 */
final class ServiceProcess implements AutoCloseable {
  /** What the operations guide gives each service. */
  static final String HEAP = "-Xmx256m";

  private static final Duration READY = Duration.ofMinutes(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final long STOP_SECONDS = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  private ServiceProcess(String name, Process process, Path log, int port) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.address = "http://127.0.0.1:" + port;
  }

  /**
   * Starts a service; {@link #awaitReady} tells when it works.
   *
   * @param home the folder that Neume was built in
   * @param name the module, for example {@code feature-service}
   * @param bootstrap the broker's address
   * @param settings more settings by property name
   * @param log where its output goes
   * @throws CommandException if it is not built or does not start
   */
  static ServiceProcess start(
      Path home, String name, String bootstrap, Map<String, String> settings, Path log) {
    return start(home, name, bootstrap, settings, log, HEAP, List.of());
  }

  /** The same with the processors that others leave alone, where the system has the command nice. */
  static ServiceProcess startYielding(
      Path home, String name, String bootstrap, Map<String, String> settings, Path log) {
    // From its first thread on: what is told to a process that runs holds for one of its threads.
    return start(home, name, bootstrap, settings, log, HEAP, List.of("nice", "-n", "19"));
  }

  /** The same with another heap than operations give it, as {@code -Xmx1g}. */
  static ServiceProcess start(
      Path home,
      String name,
      String bootstrap,
      Map<String, String> settings,
      Path log,
      String heap) {
    return start(home, name, bootstrap, settings, log, heap, List.of());
  }

  private static ServiceProcess start(
      Path home,
      String name,
      String bootstrap,
      Map<String, String> settings,
      Path log,
      String heap,
      List<String> prefix) {
    Path jar = home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw CommandException.environment(
          "%s is not there; build it with './mvnw -Dquick package' in %s".formatted(jar, home));
    }
    int port = FreePort.find();
    List<String> line = new ArrayList<>(prefix);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add(heap);
    line.add("-Dkafka.bootstrap.servers=" + bootstrap);
    line.add("-Dquarkus.http.host=127.0.0.1");
    line.add("-Dquarkus.http.port=" + port);
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    line.add("-jar");
    line.add(jar.toString());
    try {
      Process process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      // This process may be told to end before it comes to close().
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, name + "-stop"));
      return new ServiceProcess(name, process, log, port);
    } catch (IOException e) {
      throw CommandException.environment("%s cannot be started: %s".formatted(name, e), e);
    }
  }

  /** The module. */
  String name() {
    return name;
  }

  /** Waits until its health says that it is ready. */
  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < end) {
      requireAlive();
      try {
        if (get("/q/health/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Its port is not open yet.
      }
      Thread.sleep(500);
    }
    throw CommandException.environment(
        "%s is not ready after %d minutes; its log says: %s"
            .formatted(name, READY.toMinutes(), lastLine()));
  }

  /**
   * Refuses to go on without it.
   *
   * @throws CommandException if the process has ended
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw CommandException.environment(
          "%s ended with %d; its log says: %s".formatted(name, process.exitValue(), lastLine()));
    }
  }

  /** Seconds of audio that it has taken in since it started; of no answer in time, NaN. */
  double audioSeconds() throws IOException, InterruptedException {
    try {
      return metrics().sum("neume_stage_audio_seconds");
    } catch (HttpTimeoutException e) {
      // A busy machine; there is a next time.
      return Double.NaN;
    }
  }

  /** Its meters as they stand now. */
  Meters metrics() throws IOException, InterruptedException {
    return new Meters(get("/q/metrics").body());
  }

  /** CPU seconds of all its threads so far; 0 where the system does not tell. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
  }

  /** The most memory that was ever resident, in bytes. */
  long peakResidentBytes() throws IOException {
    return ProcessUse.peakResidentBytes(process.pid())
        .orElseThrow(
            () ->
                CommandException.environment(
                    "this system does not tell the memory of a process; run it on Linux"));
  }

  /** Bytes of the objects that are alive, after a full collection. */
  long liveHeapBytes() throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text =
        new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    histogram.waitFor();
    String[] total = text.substring(text.lastIndexOf('\n') + 1).strip().split("\\s+", -1);
    if (total.length != 3 || !total[0].equals("Total")) {
      throw new IOException("jcmd does not answer for " + name);
    }
    return Long.parseLong(total[2]);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
  }
}
