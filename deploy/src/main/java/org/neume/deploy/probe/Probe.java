package org.neume.deploy.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks an HTTP address whether all is well: the health check of images that have no shell. Of the JDK
 * alone, for it starts every few seconds.
 */
public final class Probe {
  private static final int PATIENCE_MILLIS = 4_000;

  private Probe() {}

  /**
   * Ends with 0 where the address answers with a status below 400, and with 1 and a line otherwise.
   *
   * @param arguments the address, for example {@code http://127.0.0.1:8081/q/health/ready}
   */
  public static void main(String[] arguments) {
    System.exit(arguments.length == 1 ? ask(arguments[0]) : 2);
  }

  static int ask(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      int status = connection.getResponseCode();
      if (status < 400) {
        return 0;
      }
      System.err.println(address + " answers " + status);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(address + " does not answer: " + e.getMessage());
    }
    return 1;
  }
}
