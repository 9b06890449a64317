package org.neume.gateway.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How much each client has under way. Safe for use by many threads. */
public final class ClientLimits {
  /** A place that is taken until it is given back, once. */
  public static final class Place implements AutoCloseable {
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    private Place(Runnable release) {
      this.release = release;
    }

    @Override
    public void close() {
      if (!released.getAndSet(true)) {
        release.run();
      }
    }
  }

  /** The client has as much under way as it may; the message says what helps. */
  public static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message);
    }
  }

  private static final int MOST_CLIENTS = 10_000;
  private static final String ALL = "";

  private final Map<String, Integer> recordings = new ConcurrentHashMap<>();
  private final Map<String, Integer> listeners = new ConcurrentHashMap<>();
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
  private final int mostRecordings;
  private final int mostListeners;
  private final int mostListenersInAll;
  private final long bytesPerSecond;

  /**
   * Limits of each client, and of all listeners together.
   *
   * @param bytesPerSecond what each may send
   */
  public ClientLimits(
      int mostRecordings, int mostListeners, int mostListenersInAll, long bytesPerSecond) {
    this.mostRecordings = mostRecordings;
    this.mostListeners = mostListeners;
    this.mostListenersInAll = mostListenersInAll;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** A place for one more recording. */
  public Place recording(String client) {
    return place(
        recordings,
        client,
        mostRecordings,
        "%d recordings of yours are under way already; wait until one is done"
            .formatted(mostRecordings));
  }

  /** A place for one more listener. */
  public Place listener(String client) {
    Place ofAll =
        place(
            listeners,
            ALL,
            mostListenersInAll,
            "%d listeners are here already; try another gateway, or in a minute"
                .formatted(mostListenersInAll));
    try {
      Place own =
          place(
              listeners,
              "client " + client,
              mostListeners,
              "%d listeners of yours are here already; end one".formatted(mostListeners));
      return new Place(
          () -> {
            own.close();
            ofAll.close();
          });
    } catch (ExceededException e) {
      ofAll.close();
      throw e;
    }
  }

  /** Listeners in all. */
  public int listeners() {
    return listeners.getOrDefault(ALL, 0);
  }

  /** What slows a client down. */
  public Throttle throttle(String client) {
    if (throttles.size() > MOST_CLIENTS) {
      throttles.clear();
    }
    return throttles.computeIfAbsent(client, c -> new Throttle(bytesPerSecond));
  }

  private static Place place(Map<String, Integer> taken, String client, int most, String refusal) {
    int now = taken.merge(client, 1, Integer::sum);
    if (now > most) {
      release(taken, client);
      throw new ExceededException(refusal);
    }
    return new Place(() -> release(taken, client));
  }

  private static void release(Map<String, Integer> taken, String client) {
    taken.computeIfPresent(client, (c, count) -> count > 1 ? count - 1 : null);
  }
}
