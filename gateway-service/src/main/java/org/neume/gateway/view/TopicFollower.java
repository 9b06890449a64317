package org.neume.gateway.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics from their beginning on, in a thread of its own, into the index. It joins no group
 * and commits nothing: the topics are all the memory that a gateway has. Records that something else
 * wrote there are passed over. A broker that is away is waited for.
 */
public final class TopicFollower implements AutoCloseable {
  /** Hears of records that came while the gateway ran. Called by the reading thread; must be short. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A record is in the index.
     *
     * @param timestamp its time stamp in milliseconds since 1970
     */
    void seen(Place place, long timestamp);
  }

  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 3_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Deserializer<SpecificRecordBase> deserializer;
  private final RecordingIndex index;
  private final RecordStore store;
  private final Runnable whenCaughtUp;
  private final Thread thread;
  private final Map<TopicPartition, Long> read = new java.util.concurrent.ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile boolean caughtUp;
  private volatile long lastPoll = System.nanoTime();
  private volatile Listener listener = (place, timestamp) -> {};
  private volatile @Nullable String problem;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * A follower that is not yet reading.
   *
   * @param whenCaughtUp runs once all that was there at the start was read; must be short
   */
  public TopicFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Deserializer<SpecificRecordBase> deserializer,
      RecordingIndex index,
      RecordStore store,
      Runnable whenCaughtUp) {
    this.whenCaughtUp = whenCaughtUp;
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.index = index;
    this.store = store;
    this.thread = new Thread(this::run, "neume-gateway-index");
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Whether all that was there at the start was read. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** From now on, tells of records that come; not of those that were there at the start. */
  public void whenSeen(Listener hearing) {
    listener = hearing;
  }

  /** Why the topics cannot be read now, in one line; null while they are read. */
  public @Nullable String problem() {
    return problem;
  }

  /** How long ago the topics were asked last. */
  public Duration sinceLastPoll() {
    return Duration.ofNanos(System.nanoTime() - lastPoll);
  }

  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> reading = consumers.get()) {
        consumer = reading;
        follow(reading);
      } catch (WakeupException | InterruptException e) {
        // Told to stop; the loop asks.
      } catch (KafkaException e) {
        tell("the gateway cannot read its topics (%s); it tries again".formatted(e.getMessage()));
        pause();
      }
    }
  }

  /** Says once what is said every second. */
  private void tell(String now) {
    if (!now.equals(problem)) {
      LOG.warn(now);
    }
    problem = now;
  }

  private void follow(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> partitions = partitions(reading);
    problem = null;
    reading.assign(partitions);
    Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
    Map<TopicPartition, Long> begins = reading.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      reading.seek(
          partition,
          Math.max(begins.getOrDefault(partition, 0L), read.getOrDefault(partition, 0L)));
    }
    while (!closed) {
      lastPoll = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        take(record);
        read.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      if (!caughtUp) {
        caughtUp =
            ends.entrySet().stream()
                .allMatch(end -> reading.position(end.getKey()) >= end.getValue());
        if (caughtUp) {
          whenCaughtUp.run();
        }
      }
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> reading) {
    List<TopicPartition> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Place place : Place.values()) {
      String topic = place.topic().name();
      List<PartitionInfo> partitions = reading.partitionsFor(topic);
      partitions.forEach(p -> found.add(new TopicPartition(topic, p.partition())));
      if (partitions.isEmpty()) {
        missing.add(topic);
      }
    }
    if (!missing.isEmpty()) {
      throw new KafkaException(
          "%s %s missing: docs/operations.md says how to create topics, and './neume up' has a broker with all of them"
              .formatted(String.join(", ", missing), missing.size() == 1 ? "is" : "are"));
    }
    return found;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Place place = Place.of(record.topic()).orElseThrow();
    byte[] bytes = record.value();
    if (bytes == null) {
      return;
    }
    SpecificRecordBase value;
    try {
      value = deserializer.deserialize(record.topic(), bytes);
    } catch (SerializationException e) {
      return;
    }
    if (value != null && place.<SpecificRecordBase>type().recordClass().isInstance(value)) {
      store.keep(place, record.partition(), record.offset(), bytes);
      index.take(place, record.partition(), record.offset(), record.timestamp(), value);
      if (caughtUp) {
        listener.seen(place, record.timestamp());
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
