package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
  /** What to do with the number of partitions of each topic, or with what kept them from being known. */
  interface Listener {
    void looked(@Nullable Map<String, Integer> partitions, @Nullable RuntimeException failure);
  }

  private static final Logger LOG = Logger.getLogger(TopicWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    try (Consumer<byte[], byte[]> consumer = clients.get()) {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pauseMillis);
        look(consumer);
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debugf("%s: stopping", thread.getName());
    }
  }

  private void look(Consumer<byte[], byte[]> consumer) {
    try {
      Map<String, Integer> partitions = new HashMap<>();
      consumer.listTopics(PATIENCE).forEach((topic, infos) -> partitions.put(topic, infos.size()));
      listener.looked(partitions, null);
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      listener.looked(null, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
