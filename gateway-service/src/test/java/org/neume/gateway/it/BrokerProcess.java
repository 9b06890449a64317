package org.neume.gateway.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.neume.stage.testing.TestBroker;

/** A broker in a process of its own, so that it can be paused: to its clients it is away, and its log stays. */
final class BrokerProcess implements AutoCloseable {
  private static final String READY = "broker at ";

  private final Process process;
  private final String bootstrap;

  private BrokerProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** The broker's own process. */
  public static void main(String[] arguments) throws Exception {
    TestBroker broker = TestBroker.start(3);
    System.out.println(READY + broker.bootstrap());
    // Until whoever started it is gone.
    while (System.in.read() >= 0) {
      Thread.sleep(1);
    }
    Runtime.getRuntime().halt(0);
  }

  static BrokerProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(READY)) {
        return new BrokerProcess(process, line.substring(READY.length()));
      }
    }
    throw new IllegalStateException("the broker does not start");
  }

  String bootstrap() {
    return bootstrap;
  }

  void pause() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -%s ends with %d".formatted(name, code));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
