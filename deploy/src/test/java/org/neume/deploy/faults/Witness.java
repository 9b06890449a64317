package org.neume.deploy.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.StreamType;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.End;

/**
 * Reads all that the chain makes of a run while it is made: every copy of every record, and when it
 * came. A thread of its own reads; what it saw may be asked for by any other.
 */
final class Witness implements AutoCloseable {
  /** The topics that must come out equal. */
  static final List<Topic> RESULTS =
      List.of(Topics.FEATURES, Topics.ACTIVATIONS, Topics.BEATS, Topics.NOTES, Topics.SCORES);

  private static final Set<Topic> LAST = Set.of(Topics.BEATS, Topics.NOTES, Topics.SCORES);

  private final List<String> ids;
  private final List<String> names;
  private final Map<String, Integer> pieces = new HashMap<>();
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<Place, List<byte[]>> copies = new ConcurrentHashMap<>();
  private final Map<Place, Long> arrivals = new ConcurrentHashMap<>();
  private final long begin = System.nanoTime();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Set<String> aborted = ConcurrentHashMap.newKeySet();
  private final AvroDeserializer deserializer = new AvroDeserializer();
  private final Thread thread;
  private volatile boolean stopped;

  /** Of a run that begins now. */
  Witness(Map<String, Object> client, Run run) {
    this(client, run.ids(), new Run(0).ids(), Map.of());
  }

  /**
   * Of recordings by their ids.
   *
   * @param names what they are called for comparisons, as long as their ids
   * @param begins where to begin to read; where this says nothing, with what comes from now on
   */
  Witness(
      Map<String, Object> client,
      List<String> ids,
      List<String> names,
      Map<TopicPartition, Long> begins) {
    this.ids = ids;
    this.names = names;
    for (int piece = 0; piece < ids.size(); piece++) {
      pieces.put(ids.get(piece), piece);
    }
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("fetch.max.wait.ms", 50);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : RESULTS) {
      consumer
          .partitionsFor(topic.name())
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    begins.forEach(consumer::seek);
    thread = new Thread(this::read, "witness");
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::take);
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Integer piece = pieces.get(record.key());
    if (piece == null) {
      return;
    }
    Topic topic = Topics.find(record.topic()).orElseThrow();
    SpecificRecordBase value = deserializer.deserialize(topic.name(), record.value());
    Place place = place(topic.type(), value, topic, piece);
    copies
        .computeIfAbsent(place, p -> new ArrayList<>())
        .add(withId(record.value(), ids.get(piece), names.get(piece)));
    arrivals.putIfAbsent(place, System.nanoTime() - begin);
  }

  private <T> Place place(StreamType<T> type, SpecificRecordBase value, Topic topic, int piece) {
    T record = type.recordClass().cast(value);
    if (LAST.contains(topic) && type.end(record) != End.OPEN) {
      ended.add(piece + topic.name());
      if (type.end(record) == End.ABORTED) {
        aborted.add("piece %d in %s: %s".formatted(piece, topic.name(), type.cause(record)));
      }
    }
    return new Place(topic.name(), piece, type.stream(record), type.sequence(record));
  }

  /** The record as it would be under another id of the same length. */
  private static byte[] withId(byte[] value, String id, String other) {
    // A character for each byte, so that nothing changes on the way.
    String text = new String(value, StandardCharsets.ISO_8859_1);
    return text.replace(id, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether beats, notes and score of every recording have ended. */
  boolean allEnded() {
    return ended.size() == ids.size() * LAST.size();
  }

  /** Those that ended before their recording did, and why. */
  Set<String> aborted() {
    return aborted;
  }

  /** How many of them have. */
  int endedStreams() {
    return ended.size();
  }

  /** Every copy of every record, by its place. To be asked for after the end. */
  Map<Place, List<byte[]>> copies() {
    return copies;
  }

  /** When the first copy of each record came, in nanoseconds since the reading began. */
  Map<Place, Long> arrivals() {
    return arrivals;
  }

  @Override
  public void close() {
    stop();
  }

  /** Reads no further. */
  void stop() {
    stopped = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
