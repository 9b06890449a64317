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

  /**
   * How much may be under way.
   *
   * @param recordings recordings of one client
   * @param recordingsInAll recordings of all clients
   * @param waiting recordings of all clients that can wait
   * @param listeners listeners of one client
   * @param listenersInAll listeners of all clients
   * @param bytesPerSecond what one client may send
   */
  public record Most(
      int recordings,
      int recordingsInAll,
      int waiting,
      int listeners,
      int listenersInAll,
      long bytesPerSecond) {}

  private static final int MOST_CLIENTS = 10_000;
  private static final String ALL = "";
  private static final String CLIENT = "client ";

  private final Map<String, Integer> recordings = new ConcurrentHashMap<>();
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
  private final Map<String, Integer> senders = new ConcurrentHashMap<>();
  private final Map<String, Integer> sockets = new ConcurrentHashMap<>();
  private final Map<String, Integer> listeners = new ConcurrentHashMap<>();
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
  private final Most most;

  /** Nothing is under way yet. */
  public ClientLimits(Most most) {
    this.most = most;
  }

  /** A place for one more recording. */
  public Place recording(String client) {
    return place(
        recordings,
        client,
        most.recordingsInAll(),
        "%d recordings are under way here already; try another gateway, or in a minute"
            .formatted(most.recordingsInAll()),
        most.recordings(),
        "%d recordings of yours are under way already; wait until one is done"
            .formatted(most.recordings()));
  }

  /** A place for one more recording that can wait, beside those of {@link #recording}. */
  public Place waiting() {
    return place(
        waiting,
        ALL,
        most.waiting(),
        "%d recordings that can wait are under way here already; send the rest in a while"
            .formatted(most.waiting()));
  }

  /** A place for one more request that brings samples: each holds a thread while its body comes. */
  public Place sender(String client) {
    return place(
        senders,
        CLIENT + client,
        most.recordings(),
        "%d requests of yours bring samples already; wait until one is answered"
            .formatted(most.recordings()));
  }

  /**
   * A place for one more WebSocket that brings samples. They are twice as many as recordings, for a client
   * opens another before it is known here that the one before broke.
   */
  public Place socket(String client) {
    int mostOfOne = 2 * most.recordings();
    return place(
        sockets,
        CLIENT + client,
        mostOfOne,
        "%d connections of yours bring samples already; close one".formatted(mostOfOne));
  }

  /** A place for one more listener. */
  public Place listener(String client) {
    return place(
        listeners,
        client,
        most.listenersInAll(),
        "%d listeners are here already; try another gateway, or in a minute"
            .formatted(most.listenersInAll()),
        most.listeners(),
        "%d listeners of yours are here already; end one".formatted(most.listeners()));
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
    return throttles.computeIfAbsent(client, c -> new Throttle(most.bytesPerSecond()));
  }

  private static Place place(
      Map<String, Integer> taken,
      String client,
      int mostInAll,
      String refusalOfAll,
      int mostOfOne,
      String refusal) {
    Place ofAll = place(taken, ALL, mostInAll, refusalOfAll);
    try {
      Place own = place(taken, CLIENT + client, mostOfOne, refusal);
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
