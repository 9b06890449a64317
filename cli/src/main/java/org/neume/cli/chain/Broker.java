package org.neume.cli.chain;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster and how it lets us in.
 *
 * @param bootstrap addresses as {@code host:port}, comma-separated
 * @param settings client settings by Kafka's own names, for example {@code security.protocol}; they
 *     come before Kafka's defaults and behind what the chain's clients rest on
 */
public record Broker(String bootstrap, Map<String, String> settings) {
  /** Where {@code neume up} listens. */
  public static final String USUAL = "localhost:9092";

  private static final String BOOTSTRAP = "bootstrap.servers";

  /** Copies what it is given. */
  public Broker {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** A cluster that lets everybody in. */
  public static Broker at(String bootstrap) {
    return new Broker(bootstrap, Map.of());
  }

  /**
   * The cluster that is meant: that of the command line, else that of the settings, else that of the
   * environment, else the usual one.
   *
   * @param said what the command line says; null for nothing
   * @param settings client settings, perhaps with an address
   * @param environment what the environment says; null or blank for nothing
   */
  static Broker meant(
      @Nullable String said, Map<String, String> settings, @Nullable String environment) {
    if (said != null) {
      return new Broker(said, settings);
    }
    String usual = environment == null || environment.isBlank() ? USUAL : environment;
    return new Broker(Objects.requireNonNullElse(settings.get(BOOTSTRAP), usual), settings);
  }

  /** The same, by this process's environment variable {@code NEUME_BOOTSTRAP}. */
  public static Broker meant(@Nullable String said, Map<String, String> settings) {
    return meant(said, settings, System.getenv("NEUME_BOOTSTRAP"));
  }

  /** Settings to begin a client's with. */
  Map<String, Object> client() {
    Map<String, Object> client = new TreeMap<>(settings);
    client.put(BOOTSTRAP, bootstrap);
    return client;
  }
}
