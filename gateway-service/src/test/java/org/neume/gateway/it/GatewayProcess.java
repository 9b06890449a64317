package org.neume.gateway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged gateway in a process of its own, to be asked, killed and started again. */
final class GatewayProcess implements AutoCloseable {
  private static final long READY_SECONDS = 90;
  private static final long END_SECONDS = 30;
  private static final List<String> TEST_JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx128m",
          "-XX:+UseSerialGC",
          // On a starved machine a start takes long, which is no gateway's word.
          "-Dquarkus.vertx.max-event-loop-execute-time=60S",
          "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Path log;
  private final int port;

  private GatewayProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts a gateway and waits until it has read its topics.
   *
   * @param settings of its own, as {@code name=value}
   */
  static GatewayProcess start(String bootstrap, String... settings) throws Exception {
    return launch(bootstrap, settings).whenReady();
  }

  /** Waits until it has read its topics. */
  GatewayProcess whenReady() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("the gateway does not become ready:\n" + log());
      }
      Thread.sleep(50);
    }
    return this;
  }

  /** Starts a gateway that may refuse to. */
  static GatewayProcess launch(String bootstrap, String... settings) throws IOException {
    return launch(TEST_JAVA, bootstrap, settings);
  }

  /** Starts a gateway by a command line of one's own. */
  static GatewayProcess launch(List<String> java, String bootstrap, String... settings)
      throws IOException {
    Path target =
        Path.of(Files.exists(Path.of("gateway-service")) ? "gateway-service" : "", "target");
    Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: run this test with mvn verify");
    }
    int port = freePort();
    List<String> command = new ArrayList<>(java);
    command.add("-Dkafka.bootstrap.servers=" + bootstrap);
    command.add("-Dquarkus.http.port=" + port);
    Path folder = Files.createTempDirectory(target, "gateway");
    command.add("-Dneume.gateway.upload.spool=" + spool(folder));
    for (String setting : settings) {
      command.add("-D" + setting);
    }
    command.addAll(List.of("-jar", jar.toString()));
    Path log = folder.resolve("gateway.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new GatewayProcess(process, log, port);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean ready() {
    try {
      return new Client(port).get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** A client without a key. */
  Client client() {
    return new Client(port);
  }

  int port() {
    return port;
  }

  /** Where its files wait, unless its settings say otherwise. */
  Path spool() {
    return spool(log.getParent());
  }

  private static Path spool(Path folder) {
    return folder.toAbsolutePath().resolve("spool");
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends the process as a power cut would: SIGKILL, its decoders too. */
  void kill() throws InterruptedException {
    List<ProcessHandle> decoders = process.descendants().toList();
    process.destroyForcibly().waitFor();
    decoders.forEach(ProcessHandle::destroyForcibly);
  }

  /** Tells the process to end, as a system does that is shut down: SIGTERM; how it ended. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exit();
  }

  /** How the process ended. */
  int exit() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the gateway does not end:\n" + log());
    }
    return process.exitValue();
  }

  /** What the gateway said, for the message of a failed test. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the process holds in memory now, in bytes. */
  long residentBytes() throws IOException {
    return memory(pid(), "VmRSS:");
  }

  /** The most that the process has held in memory, in bytes. */
  long peakBytes() throws IOException {
    return memory(pid(), "VmHWM:");
  }

  /** What its decoders hold in memory now, in bytes. */
  long decoderBytes() {
    return process.descendants().mapToLong(GatewayProcess::resident).sum();
  }

  private static long resident(ProcessHandle decoder) {
    try {
      return memory(decoder.pid(), "VmRSS:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long memory(long pid, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findAny()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the gateway does not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
