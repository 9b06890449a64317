package org.neume.stage.messaging;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether the broker still has all topics of a stage: a producer waits for one that
 * was deleted for ever and says nothing. A thread of its own looks, over a connection of its own, for
 * others are busy with records.
 */
final class TopicWatch implements AutoCloseable {
  /** What to do with what was seen, or with what kept it from being seen. */
  interface Listener {
    void looked(@Nullable TopicLook look, @Nullable RuntimeException failure);
  }

  /**
   * How long a broker may take to name its topics. A client asks another broker after its request
   * timeout, 10 s by {@link KafkaDefaults}: two may hang before nobody is said to answer.
   */
  static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final Logger LOG = Logger.getLogger(TopicWatch.class);

  private final Supplier<? extends Consumer<byte[], byte[]>> clients;
  private final Listener listener;
  private final long pauseMillis;
  private final Thread thread;

  /**
   * Starts looking.
   *
   * @param name of the thread
   * @param clients opens a connection; it is closed here
   * @param pause between two looks
   */
  TopicWatch(
      String name,
      Supplier<? extends Consumer<byte[], byte[]>> clients,
      Duration pause,
      Listener listener) {
    this.clients = clients;
    this.listener = listener;
    this.pauseMillis = pause.toMillis();
    thread = new Thread(this::watch, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pauseMillis);
        lookOn();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debugf("%s: stopping", thread.getName());
    }
  }

  /** Looks with one connection for as long as there is one. */
  private void lookOn() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = clients.get()) {
      while (!Thread.currentThread().isInterrupted()) {
        look(consumer);
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // A name that cannot be resolved, a certificate that is being exchanged.
      listener.looked(null, e);
    }
  }

  private void look(Consumer<byte[], byte[]> consumer) {
    TopicLook look;
    try {
      look = TopicLook.of(consumer.listTopics(PATIENCE));
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      listener.looked(null, e);
      return;
    }
    listener.looked(look, null);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
