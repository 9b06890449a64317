package org.neume.stage.messaging;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads a topic beside a stage's input, and its client: it lives until it is closed, and
 * goes on with a new client where one fails. Safe for use by many threads.
 */
final class ReadingThread implements AutoCloseable {
  /** A turn of the thread, short enough to be waited for when it is to end. */
  @FunctionalInterface
  interface Turn {
    /** Does what there is to do; what it throws costs the client, and it is called again. */
    void take(Consumer<byte[], byte[]> client) throws InterruptedException;
  }

  private static final Logger LOG = Logger.getLogger(ReadingThread.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 2_000;

  private final String topic;
  private final Turn turn;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * A thread that was not started yet.
   *
   * @param topic what it reads, for what it says
   * @param turn what it does again and again
   */
  ReadingThread(String topic, Turn turn) {
    this.topic = topic;
    this.turn = turn;
  }

  /**
   * Begins to read.
   *
   * @param client the settings of the stage's own consumer
   * @param name what the thread and its clients are called
   */
  void start(Map<String, Object> client, String name) {
    Map<String, Object> settings = GrouplessClient.settings(client, name);
    start(
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        name);
  }

  /** The same with clients of whatever kind. */
  void start(Supplier<Consumer<byte[], byte[]>> clients, String name) {
    Thread reading = new Thread(() -> live(clients), name);
    reading.setDaemon(true);
    thread = reading;
    reading.start();
  }

  /** The client of this turn; null between two of them. */
  @Nullable Consumer<byte[], byte[]> client() {
    return consumer;
  }

  /** Ends a poll that is under way, for there is something else to do. */
  void wake() {
    Consumer<?, ?> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
  }

  /** Whether the thread has to end. */
  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    wake();
    Thread reading = thread;
    if (reading != null) {
      try {
        // An interrupted client complains where it only has to stop.
        reading.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void live(Supplier<Consumer<byte[], byte[]>> clients) {
    while (!closed) {
      try (Consumer<byte[], byte[]> client = clients.get()) {
        consumer = client;
        while (!closed) {
          take(client);
        }
      } catch (RuntimeException | Error e) {
        // Whatever it was, without this thread every machine that waits for a stream waits for
        // good.
        if (!closed) {
          complain(e);
          pause();
        }
      } finally {
        consumer = null;
      }
    }
  }

  private void take(Consumer<byte[], byte[]> client) {
    try {
      turn.take(client);
    } catch (WakeupException e) {
      // Somebody asks for something.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void complain(Throwable failure) {
    try {
      LOG.warnf(
          "%s cannot be read beside the input, trying again: %s", topic, failure.getMessage());
    } catch (OutOfMemoryError e) {
      // Not even for the line: what counts is to go on.
    }
  }

  /** Waits a while before something is tried again. */
  void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
