package org.neume.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.neume.cli.chain.KafkaClients;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.WindowGrid;

/**
 * Feeds one recording a partition, without end, so that windows become ready at a given rate, at moments
 * that have nothing to do with each other, as those of live streams. A thread of its own sends.
 */
final class LiveFeed implements AutoCloseable {
  private static final long ENDLESS = Integer.MAX_VALUE;

  private final KafkaProducer<String, SpecificRecordBase> producer;
  private final FeatureFeed feed;
  private final List<List<String>> ids;
  private final int[] sent;
  private final WindowGrid grid;
  private final int[] windows;
  private final long nanosPerRound;
  private final Thread thread = new Thread(this::send, "bench-live");
  private volatile boolean closed;
  private volatile boolean paused = true;

  /**
   * Sends what the first windows need; {@link #resume} goes on, at the rate that is asked for.
   *
   * @param topic where
   * @param windowsPerSecond windows that become ready, in all partitions together
   */
  LiveFeed(
      String bootstrap,
      ModelManifest model,
      String topic,
      int partitions,
      double windowsPerSecond) {
    producer = KafkaClients.patientProducer(bootstrap);
    feed = new FeatureFeed(producer, model, topic);
    ids = BalancedIds.of(partitions, 1, topic + "-");
    sent = new int[partitions];
    windows = new int[partitions];
    grid = WindowGrid.of(model);
    int window = feed.blocks(model.hopFrames());
    int first = feed.blocks(grid.endInput(grid.windowOf(model.hopFrames())));
    Random random = new Random(1);
    for (int partition = 0; partition < partitions; partition++) {
      int blocks = first + random.nextInt(window);
      while (sent[partition] < blocks) {
        send(partition);
      }
    }
    feed.check();
    nanosPerRound = (long) (1e9 * partitions / (windowsPerSecond * window));
    thread.setDaemon(true);
    thread.start();
  }

  /** Windows that can be computed from what is in the log. */
  synchronized int windows() {
    feed.check();
    return Arrays.stream(windows).sum();
  }

  /** Lets the music stop. */
  void pause() {
    paused = true;
  }

  /** Lets it go on where it stopped. */
  void resume() {
    paused = false;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private void send() {
    long next = System.nanoTime();
    while (!closed) {
      for (int partition = 0; !paused && partition < sent.length; partition++) {
        send(partition);
      }
      next += nanosPerRound;
      LockSupport.parkNanos(this, next - System.nanoTime());
    }
  }

  private synchronized void send(int partition) {
    feed.send(partition, ids.get(partition).get(0), sent[partition]++, ENDLESS);
    while (grid.endInput(windows[partition]) <= feed.frames(sent[partition])) {
      windows[partition]++;
    }
  }
}
