package org.neume.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.neume.cli.chain.KafkaClients;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;

/**
 * Reads the topic of activations as any reader does, drops repeats by their number, and keeps when each
 * record came. What it has read is acknowledged by the broker. A thread of its own reads; the methods
 * are safe for any.
 */
final class ActivationReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final WindowGrid grid;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer deserializer = new AvroDeserializer();
  private final Map<String, Long> next = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Thread thread = new Thread(this::read, "bench-reader");
  private long repeats;
  private long gaps;
  private int ended;
  private volatile boolean closed;

  /**
   * Starts to read.
   *
   * @param model whose activations they are
   * @param topic the topic of activations
   */
  ActivationReader(String bootstrap, ModelManifest model, String topic) {
    grid = WindowGrid.of(model);
    consumer = KafkaClients.consumer(bootstrap);
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    thread.setDaemon(true);
    thread.start();
  }

  /** What came so far. */
  synchronized Arrivals arrivals() {
    return new Arrivals(arrivals);
  }

  /** Windows whose outputs came so far. */
  synchronized long windows() {
    return arrivals.stream().filter(Arrival::window).count();
  }

  /** Records that came again; a reader drops them. */
  synchronized long repeats() {
    return repeats;
  }

  /** Records that are missing. */
  synchronized long gaps() {
    return gaps;
  }

  /** Recordings that ended. */
  synchronized int ended() {
    return ended;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer;
        deserializer) {
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (deserializer.deserialize(record.topic(), record.value())
              instanceof ActivationBlock block) {
            took(record.partition(), block);
          }
        }
      }
    } catch (org.apache.kafka.common.errors.WakeupException e) {
      // Told to stop.
    }
  }

  private synchronized void took(int partition, ActivationBlock block) {
    long expected = next.getOrDefault(block.getRecordingId(), 0L);
    if (block.getSequence() < expected) {
      repeats++;
      return;
    }
    gaps += block.getSequence() - expected;
    next.put(block.getRecordingId(), block.getSequence() + 1);
    long first = block.getFirstFrame();
    boolean window = block.getFrameCount() > 0 && grid.firstOutput(grid.windowOf(first)) == first;
    arrivals.add(new Arrival(System.nanoTime(), partition, block.getFrameCount(), window));
    ended += block.getEnd() == End.OPEN ? 0 : 1;
  }
}
