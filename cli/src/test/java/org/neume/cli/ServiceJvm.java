package org.neume.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** One packaged service in a process of its own, to be killed. */
final class ServiceJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;

  private ServiceJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Skips the test where a service is not packaged, which Maven does before it runs this. */
  static void assumePackaged(List<String> modules) {
    for (String module : modules) {
      Assumptions.assumeTrue(
          Files.exists(jar(module)), "skipped: " + jar(module) + " is missing; run mvnw verify");
    }
  }

  /**
   * Starts a service.
   *
   * @param module for example {@code feature-service}
   * @param log grows by what the service says
   * @param settings of its own, as {@code name=value}
   */
  static ServiceJvm start(String module, String bootstrap, Path log, String... settings)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dkafka.bootstrap.servers=" + bootstrap,
                "-Dquarkus.http.host-enabled=false",
                "-Dneume.stage.commit-interval=PT0.1S"));
    for (String setting : settings) {
      command.add("-D" + setting);
    }
    command.addAll(List.of("-jar", jar(module).toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceJvm(process, log);
  }

  /** Ends the process as a power cut would: SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What the service said, for the message of a failed test. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path jar(String module) {
    return NeumeProcess.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
