package org.neume.gateway.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Records by their place in the log: the latest from memory, all others from the broker. Safe for use
 * by many threads, which wait for the broker.
 */
public final class RecordStore implements AutoCloseable {
  private static final int READERS = 2;
  private static final Duration POLL = Duration.ofMillis(200);

  private record Key(Place place, int partition, long offset) {}

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Deserializer<SpecificRecordBase> deserializer;
  private final Duration patience;
  private final Cache<Key, byte[]> latest;
  private final Semaphore readers = new Semaphore(READERS, true);
  private final Queue<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();

  /**
   * A store that reads with these clients.
   *
   * @param consumers makes a consumer outside any group, which the store closes
   * @param deserializer reads records; safe for use by many threads
   * @param bytes how much is kept in memory
   * @param patience how long the broker is waited for
   */
  public RecordStore(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Deserializer<SpecificRecordBase> deserializer,
      long bytes,
      Duration patience) {
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.patience = patience;
    this.latest =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, byte[] value) -> value.length + 64)
            .build();
  }

  /** Keeps a record that was just read at hand. */
  void keep(Place place, int partition, long offset, byte[] bytes) {
    latest.put(new Key(place, partition, offset), bytes);
  }

  /**
   * Reads a record.
   *
   * @throws StoreException if the broker does not give it
   */
  public SpecificRecordBase read(Place place, int partition, long offset) {
    return read(place, partition, List.of(offset)).get(0);
  }

  /**
   * Reads records of one partition.
   *
   * @param offsets where they are, ascending
   * @return the records in the same order
   * @throws StoreException if the broker does not give them
   */
  public List<SpecificRecordBase> read(Place place, int partition, List<Long> offsets) {
    Map<Long, byte[]> found = new HashMap<>();
    Set<Long> missing = new HashSet<>();
    for (long offset : offsets) {
      byte[] bytes = latest.getIfPresent(new Key(place, partition, offset));
      if (bytes == null) {
        missing.add(offset);
      } else {
        found.put(offset, bytes);
      }
    }
    if (!missing.isEmpty()) {
      fetch(place, partition, missing, found);
    }
    List<SpecificRecordBase> records = new ArrayList<>(offsets.size());
    for (long offset : offsets) {
      records.add(deserializer.deserialize(place.topic().name(), found.get(offset)));
    }
    return records;
  }

  /** Whether a record is at hand. */
  public boolean holds(Place place, int partition, long offset) {
    return latest.getIfPresent(new Key(place, partition, offset)) != null;
  }

  /** Lets go of the broker. */
  @Override
  public void close() {
    for (Consumer<byte[], byte[]> consumer = idle.poll();
        consumer != null;
        consumer = idle.poll()) {
      close(consumer);
    }
  }

  private static void close(@Nullable Consumer<byte[], byte[]> consumer) {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }

  private void fetch(Place place, int partition, Set<Long> missing, Map<Long, byte[]> found) {
    try {
      if (!readers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("too many are reading from the broker; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the broker; try again");
    }
    Consumer<byte[], byte[]> consumer = idle.poll();
    try {
      if (consumer == null) {
        consumer = consumers.get();
      }
      fetch(consumer, place, partition, missing, found);
      idle.add(consumer);
    } catch (GoneException e) {
      if (consumer != null) {
        idle.add(consumer);
      }
      throw e;
    } catch (KafkaException e) {
      close(consumer);
      throw new StoreException(
          "the broker does not give the records (%s); try again in a moment"
              .formatted(e.getMessage()));
    } finally {
      readers.release();
    }
  }

  private void fetch(
      Consumer<byte[], byte[]> consumer,
      Place place,
      int partition,
      Set<Long> missing,
      Map<Long, byte[]> found) {
    TopicPartition name = new TopicPartition(place.topic().name(), partition);
    long first = missing.stream().mapToLong(Long::longValue).min().orElseThrow();
    long last = missing.stream().mapToLong(Long::longValue).max().orElseThrow();
    consumer.assign(List.of(name));
    long begin = consumer.beginningOffsets(List.of(name), patience).getOrDefault(name, 0L);
    if (first < begin) {
      throw new GoneException(
          "records of %s are no longer kept; publish the recording again"
              .formatted(place.topic().shortName()));
    }
    consumer.seek(name, first);
    long deadline = System.nanoTime() + patience.toNanos();
    while (!missing.isEmpty() && System.nanoTime() < deadline && consumer.position(name) <= last) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (missing.remove(record.offset())) {
          found.put(record.offset(), record.value());
          keep(place, partition, record.offset(), record.value());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new StoreException(
          "the broker is slow to give %d records of %s; try again in a moment"
              .formatted(missing.size(), place.topic().shortName()));
    }
  }
}
