package org.neume.deploy.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks an HTTP address whether all is well: the health check of images that have no shell. Of the JDK
 * alone, for it starts every few seconds.
 *
 * <p>Kubernetes starts a container again whose liveness is down; Docker only calls it unhealthy.
 * There the check itself may ask the container's process to end, which Docker then starts again; a
 * stage whose orderly end hangs ends itself two minutes later.
 */
public final class Probe {
  private static final int PATIENCE_MILLIS = 4_000;
  private static final int DOWN = 503;
  private static final int SECOND_LOOK_MILLIS = 1_000;
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);

  private Probe() {}

  /**
   * Ends with 0 where the address answers with a status below 400, and with 1 and a line otherwise.
   *
   * @param arguments the address, for example {@code http://127.0.0.1:8081/q/health/ready}; before it
   *     {@code --end-when-dead} and the address of the liveness, so that the container's first process
   *     is asked to end (SIGTERM) where that one says twice that it is down, and the process is five
   *     minutes old
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 1) {
      System.exit(ask(arguments[0]));
    }
    if (arguments.length == 3 && arguments[0].equals("--end-when-dead")) {
      Optional<ProcessHandle> first = ProcessHandle.of(1);
      // Where it is not known how old the process is, it is left alone.
      Instant begin = first.flatMap(it -> it.info().startInstant()).orElseGet(Instant::now);
      System.exit(
          watch(
              arguments[1],
              arguments[2],
              Duration.between(begin, Instant.now()),
              () -> first.ifPresent(ProcessHandle::destroy)));
    }
    System.exit(2);
  }

  /**
   * Ends the process whose liveness is down, and asks whether it is ready otherwise. No answer is not
   * taken for death: a starved machine would end processes that only need time.
   *
   * @param age of the process: while what it died of lasts, it dies again, and each death makes the
   *     others of its group share its work anew
   */
  static int watch(String liveness, String readiness, Duration age, Runnable end)
      throws InterruptedException {
    if (status(liveness) != DOWN) {
      return ask(readiness);
    }
    Thread.sleep(SECOND_LOOK_MILLIS);
    if (age.compareTo(SHORTEST_LIFE) >= 0 && status(liveness) == DOWN) {
      System.err.println(liveness + " is down: the process is asked to end");
      end.run();
    } else {
      System.err.println(liveness + " was down");
    }
    return 1;
  }

  static int ask(String address) {
    int status = status(address);
    if (status >= 400) {
      System.err.println(address + " answers " + status);
    }
    return status > 0 && status < 400 ? 0 : 1;
  }

  /** The status that an address answers with, or 0 and a line where it does not answer. */
  private static int status(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return connection.getResponseCode();
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(address + " does not answer: " + e.getMessage());
      return 0;
    }
  }
}
