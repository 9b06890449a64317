package org.neume.gateway.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.view.StoreException;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;

/**
 * Reads the audio of one recording from its topic, in whichever lane, for as long as the topic keeps it.
 * Safe for use by many threads.
 */
public final class AudioTail {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Hears the chunks of a recording in order. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The next chunk.
     *
     * @return whether to go on
     */
    boolean next(AudioChunk chunk) throws IOException;
  }

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Deserializer<SpecificRecordBase> deserializer;
  // Each holds a client and a thread for as long as its listener takes.
  private final Semaphore readers;

  /**
   * Reads with these clients.
   *
   * @param consumers makes a consumer outside any group, which this closes
   * @param atOnce readers at the same time; further ones are refused
   */
  public AudioTail(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Deserializer<SpecificRecordBase> deserializer,
      int atOnce) {
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.readers = new Semaphore(atOnce);
  }

  /**
   * Reads all chunks that are there now, repeats left out.
   *
   * @param partition the recording's partition
   * @param since a time at or before its first chunk's, in milliseconds since 1970
   */
  public void read(String recordingId, int partition, long since, Listener listener)
      throws IOException {
    read(recordingId, List.of(Lane.values()), partition, since, listener);
  }

  /** The same of a recording that is in one of these lanes. */
  public void read(
      String recordingId, List<Lane> lanes, int partition, long since, Listener listener)
      throws IOException {
    if (!readers.tryAcquire()) {
      throw new StoreException("too many are reading audio here; try again in a moment");
    }
    try {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        for (Lane lane : lanes) {
          String topic = lane.of(Topics.AUDIO).name();
          // Small chains have one lane.
          boolean there = lane == Lane.LIVE || !consumer.partitionsFor(topic).isEmpty();
          TopicPartition name = new TopicPartition(topic, partition);
          if (there && readAll(consumer, name, recordingId, since, listener)) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw new IOException(
          "the broker gives no audio (%s); try again in a moment".formatted(e.getMessage()), e);
    } finally {
      readers.release();
    }
  }

  /** Reads what a partition has of the recording; false if that is nothing. */
  private boolean readAll(
      Consumer<byte[], byte[]> consumer,
      TopicPartition name,
      String recordingId,
      long since,
      Listener listener)
      throws IOException {
    byte[] wanted = recordingId.getBytes(StandardCharsets.UTF_8);
    consumer.assign(List.of(name));
    Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(name));
    long end = ends.getOrDefault(name, 0L);
    @Nullable OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(name, Math.max(0, since))).get(name);
    if (first == null) {
      return false;
    }
    consumer.seek(name, first.offset());
    long next = 0;
    long silent = System.nanoTime();
    while (consumer.position(name) < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        silent = System.nanoTime();
      } else if (System.nanoTime() - silent > PATIENCE.toNanos()) {
        throw new IOException("the broker gives no audio; try again in a moment");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        AudioChunk chunk = Arrays.equals(record.key(), wanted) ? chunk(record) : null;
        if (chunk != null && chunk.getSequence() == next) {
          next++;
          if (!listener.next(chunk) || chunk.getEnd() != End.OPEN) {
            return true;
          }
        }
      }
    }
    return next > 0;
  }

  private @Nullable AudioChunk chunk(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializer.deserialize(record.topic(), record.value()) instanceof AudioChunk chunk
          ? chunk
          : null;
    } catch (SerializationException e) {
      return null;
    }
  }
}
