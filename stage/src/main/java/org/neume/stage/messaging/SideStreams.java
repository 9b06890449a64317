package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.stage.Faults;
import org.neume.stage.Origin;
import org.neume.stage.RecordCodec;
import org.neume.stage.RetryLaterException;
import org.neume.stage.SideReader;
import org.neume.stage.SideSource;

/**
 * A topic that a stage's machines read beside their input: partitions of the input's numbers, by
 * assignment and without a group, each only while some machine follows a stream in it. Keeps no
 * record: what machines need they keep themselves.
 *
 * <p>A partition is read from {@link #LOOK_BACK} before the stage's first input on, for records that end
 * every stream of a recording count wherever they lie among what is still of its audio; and from then
 * on without leaving anything out while a stream is followed.
 *
 * <p>Where a stream begins is known from reading; otherwise by time: all along the chain a record's
 * time stamp is that of the audio that led to it, so a stream of the same recording begins no earlier
 * than its audio, which {@link #MARGIN} before the stage's first input is taken to be enough for.
 * Where that was not enough, the stream's next record says so by its number, and the partition is read
 * from its beginning. Whoever knows when streams begin has them read from that time on and nothing before it
 * ({@link #exact}). Safe for use by many threads.
 *
 * @param <T> record class
 */
public final class SideStreams<T> implements SideSource<T>, AutoCloseable {
  /** How much earlier than the stage's first input a recording's audio may have begun. */
  static final Duration MARGIN = Duration.ofHours(6);

  /**
   * How much earlier than the stage's first input a recording may have been refused: as long as audio is
   * kept ({@code neume.audio}, a day), for what a later record of it was computed from must be there.
   */
  static final Duration LOOK_BACK = Duration.ofDays(1);

  private static final Logger LOG = Logger.getLogger(SideStreams.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int INDEXED = 10_000;

  private final String topic;
  private final StreamType<T> type;
  private final RecordCodec<T> codec;
  private final Duration margin;
  private final Duration lookBack;
  // What others ask of the reading thread.
  private final SideRequests requests = new SideRequests();
  private final Map<Integer, SidePartition<T>> partitions = new TreeMap<>();
  private final Map<Integer, Long> begins = new HashMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private final ReadingThread thread;

  /** Streams that begin about when the stage's first input of their recording says. */
  SideStreams(String topic, StreamType<T> type, RecordCodec<T> codec) {
    this(topic, type, codec, MARGIN, LOOK_BACK);
  }

  private SideStreams(
      String topic, StreamType<T> type, RecordCodec<T> codec, Duration margin, Duration lookBack) {
    this.topic = topic;
    this.type = type;
    this.codec = codec;
    this.margin = margin;
    this.lookBack = lookBack;
    thread = new ReadingThread(topic, this::serve);
  }

  /** Streams of which nothing lies before the time that whoever follows them gives as their origin. */
  static <T> SideStreams<T> exact(String topic, StreamType<T> type, RecordCodec<T> codec) {
    return new SideStreams<>(topic, type, codec, Duration.ZERO, Duration.ZERO);
  }

  /** The topic's name. */
  String topic() {
    return topic;
  }

  /** Begins to read, with a client of these settings; what was asked for before is not lost. */
  void connect(Map<String, Object> client) {
    thread.start(client, "neume-side-" + topic);
  }

  /** The same with clients of whatever kind. */
  void connect(Supplier<Consumer<byte[], byte[]>> clients) {
    thread.start(clients, "neume-side-" + topic);
  }

  @Override
  public Following follow(Origin origin, String recordingId, String stream, SideReader<T> reader) {
    var follower = new SideFollower<>(new SidePartition.Key(recordingId, stream), reader);
    request(() -> follow(origin, follower));
    return () ->
        request(
            () -> {
              SidePartition<T> partition = partitions.get(origin.partition());
              if (partition != null) {
                partition.leave(follower);
              }
            });
  }

  @Override
  public void close() {
    // Whoever waits for a request is to see it.
    requests.add(() -> {});
    thread.close();
  }

  private void request(Runnable request) {
    requests.add(request);
    thread.wake();
  }

  /** Does what was asked for, then reads on for a while. */
  private void serve(Consumer<byte[], byte[]> client) throws InterruptedException {
    boolean idle = partitions.values().stream().noneMatch(SidePartition::followed);
    requests.perform(idle ? POLL : Duration.ZERO, this::perform);
    if (assign(client)) {
      // The client's own position: what ends a log need not be a record.
      partitions.forEach(
          (number, partition) -> {
            if (partition.catchingUp()) {
              partition.reached(client.position(new TopicPartition(topic, number)));
            }
          });
      poll(client);
    }
  }

  /** Does what was asked for; it is asked again where the broker fails. */
  private void perform(Runnable request) {
    while (true) {
      try {
        request.run();
        return;
      } catch (WakeupException e) {
        // The next one asks already.
      } catch (RuntimeException e) {
        if (thread.closed()) {
          return;
        }
        LOG.warnf("%s cannot be asked for a recording, trying again: %s", topic, e.getMessage());
        thread.pause();
      }
    }
  }

  private void follow(Origin origin, SideFollower<T> follower) {
    Consumer<byte[], byte[]> client = thread.client();
    if (client == null) {
      throw new IllegalStateException("there is no client yet");
    }
    SidePartition<T> partition =
        partitions.computeIfAbsent(
            origin.partition(), number -> new SidePartition<>(type, INDEXED));
    TopicPartition name = new TopicPartition(topic, origin.partition());
    long from = since(client, name, origin.logTime() - lookBack.toMillis());
    follower.comesAt(ends.getOrDefault(origin.partition(), 0L));
    long since = from;
    if (partition.beginning(follower.key) == null) {
      since = Math.max(from, since(client, name, origin.logTime() - margin.toMillis()));
    }
    if (partition.follow(follower, since, from) && client.assignment().contains(name)) {
      client.seek(name, partition.position());
    }
  }

  /** The first offset of a record that is not older than this. */
  private long since(Consumer<?, ?> client, TopicPartition name, long time) {
    // Asked first: what is written meanwhile lies behind it.
    long end = client.endOffsets(List.of(name)).getOrDefault(name, 0L);
    ends.put(name.partition(), end);
    begins.put(name.partition(), client.beginningOffsets(List.of(name)).getOrDefault(name, 0L));
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        client.offsetsForTimes(Map.of(name, Math.max(0, time)));
    OffsetAndTimestamp first = found.get(name);
    return first == null ? end : first.offset();
  }

  /** Has the client read what is followed and nothing else; false if nothing is. */
  private boolean assign(Consumer<byte[], byte[]> client) {
    Map<TopicPartition, Long> followed = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          if (partition.followed()) {
            followed.put(new TopicPartition(topic, number), partition.position());
          }
        });
    if (!client.assignment().equals(followed.keySet())) {
      var before = client.assignment();
      client.assign(followed.keySet());
      followed.forEach(
          (name, position) -> {
            if (!before.contains(name)) {
              client.seek(name, position);
            }
          });
    }
    return !followed.isEmpty();
  }

  private void poll(Consumer<byte[], byte[]> client) {
    var records = client.poll(POLL);
    for (TopicPartition name : records.partitions()) {
      SidePartition<T> partition = partitions.get(name.partition());
      if (partition != null && !take(partition, records.records(name))) {
        client.seek(name, partition.position());
      }
    }
  }

  /** Hands records on; false if the reading has to go on elsewhere than behind them. */
  private boolean take(SidePartition<T> partition, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() == null) {
        partition.pass(record.offset());
        continue;
      }
      T value;
      try {
        value = codec.decode(record.value());
      } catch (RetryLaterException e) {
        LOG.warnf("%s waits at offset %d: %s", topic, record.offset(), e.getMessage());
        thread.pause();
        return false;
      } catch (Throwable e) {
        if (!Faults.areOfOneRecording(e)) {
          throw e;
        }
        PassedOver.say(record, e);
        partition.pass(record.offset());
        continue;
      }
      if (!partition.accept(value, record.offset(), begins.getOrDefault(record.partition(), 0L))) {
        return false;
      }
    }
    return true;
  }
}
