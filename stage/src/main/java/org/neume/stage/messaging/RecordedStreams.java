package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;
import org.neume.stage.Faults;
import org.neume.stage.Origin;
import org.neume.stage.RecordCodec;
import org.neume.stage.RecordedSource;
import org.neume.stage.RetryLaterException;
import org.neume.stage.SideReader;

/**
 * Reads streams of a topic that were written before, one after the other, from the time at which each
 * began to its end or to where the log ended when it was asked for. A stream that does not begin in the
 * first topic is looked for in those of the other lanes.
 *
 * <p>All along the chain a stage closes a recording that nothing comes for, minutes of log time later.
 * So a stream that nothing was added to for {@link #SILENCE} of log time never ends, and one that has not
 * begun so long after its recording is not in that topic: the reading of it ends then. Safe for use by many threads.
 *
 * @param <T> record class
 */
public final class RecordedStreams<T> implements RecordedSource<T>, AutoCloseable {
  /** Log time without a record after which no more is looked for: far more than any stage waits. */
  static final Duration SILENCE = Duration.ofHours(6);

  private static final Duration POLL = Duration.ofMillis(500);

  /** Somebody who asked for a stream, and how far that was read. */
  private static final class Request<T> {
    private final Origin origin;
    private final byte[] key;
    private final String stream;
    private final SideReader<T> reader;
    private long next;
    private boolean over;

    private Request(Origin origin, String recordingId, String stream, SideReader<T> reader) {
      this.origin = origin;
      this.stream = stream;
      this.reader = reader;
      key = recordingId.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final String topic;
  private final List<String> otherLanes;
  private final StreamType<T> type;
  private final RecordCodec<T> codec;
  private final BlockingQueue<Request<T>> requests = new LinkedBlockingQueue<>();
  private final ReadingThread thread;
  // What is being read, again where a client fails. Confined to the reading thread.
  private @Nullable Request<T> current;

  RecordedStreams(String topic, StreamType<T> type, RecordCodec<T> codec) {
    this(topic, List.of(), type, codec);
  }

  /**
   * Streams of a topic, or of another lane's.
   *
   * @param otherLanes topics that the broker may do without
   */
  RecordedStreams(String topic, List<String> otherLanes, StreamType<T> type, RecordCodec<T> codec) {
    this.topic = topic;
    this.otherLanes = List.copyOf(otherLanes);
    this.type = type;
    this.codec = codec;
    thread = new ReadingThread(topic, this::serve);
  }

  /** The topic's name. */
  String topic() {
    return topic;
  }

  /** Begins to read, with a client of these settings; what was asked for before is not lost. */
  void connect(Map<String, Object> client) {
    thread.start(client, "neume-recorded-" + topic);
  }

  /** The same with clients of whatever kind. */
  void connect(Supplier<Consumer<byte[], byte[]>> clients) {
    thread.start(clients, "neume-recorded-" + topic);
  }

  @Override
  public void read(Origin origin, String recordingId, String stream, SideReader<T> reader) {
    requests.add(new Request<>(origin, recordingId, stream, reader));
  }

  @Override
  public void close() {
    thread.close();
  }

  private void serve(Consumer<byte[], byte[]> client) throws InterruptedException {
    if (current == null) {
      current = requests.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
    Request<T> request = current;
    if (request != null) {
      perform(client, request);
      current = null;
    }
  }

  private void perform(Consumer<byte[], byte[]> client, Request<T> request) {
    read(client, request, new TopicPartition(topic, request.origin.partition()));
    for (String other : otherLanes) {
      if (request.next > 0 || request.over || thread.closed()) {
        break;
      }
      TopicPartition name = new TopicPartition(other, request.origin.partition());
      if (isThere(client, name)) {
        read(client, request, name);
      }
    }
    if (!request.over && !thread.closed()) {
      request.over = true;
      request.reader.failed(
          request.next == 0
              ? "%s of this recording is not in %s any more: publish the recording again under a new id"
                  .formatted(request.stream, topic)
              : "%s of this recording has not ended in %s: wait for its end, or publish it again under a new id"
                  .formatted(request.stream, topic));
    }
  }

  private static boolean isThere(Consumer<byte[], byte[]> client, TopicPartition name) {
    try {
      return client.partitionsFor(name.topic()).stream()
          .anyMatch(p -> p.partition() == name.partition());
    } catch (AuthorizationException e) {
      // Rights of before there were lanes; others must not wait for them.
      return false;
    }
  }

  /** Reads from when the stream may have begun to its end, or to the log's. */
  private void read(Consumer<byte[], byte[]> client, Request<T> request, TopicPartition name) {
    // Asked first: what is written meanwhile lies behind it.
    long end = client.endOffsets(List.of(name)).getOrDefault(name, 0L);
    long time = Math.max(0, request.origin.logTime());
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        client.offsetsForTimes(Map.of(name, time));
    OffsetAndTimestamp first = found.get(name);
    client.assign(List.of(name));
    client.seek(name, first == null ? end : first.offset());
    long last = time;
    while (!request.over && !thread.closed() && client.position(name) < end) {
      for (ConsumerRecord<byte[], byte[]> record : client.poll(POLL).records(name)) {
        // What one poll brings must not decide how far is read.
        if (request.over || record.offset() >= end) {
          break;
        }
        if (take(request, record)) {
          last = Math.max(last, record.timestamp());
        } else if (last > 0 && record.timestamp() - last > SILENCE.toMillis()) {
          end = record.offset();
        }
      }
    }
  }

  /** Takes a record; says whether it is one of the stream. */
  private boolean take(Request<T> request, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || !Arrays.equals(request.key, record.key())) {
      return false;
    }
    T value;
    try {
      value = codec.decode(record.value());
    } catch (RetryLaterException e) {
      throw e;
    } catch (RuntimeException e) {
      PassedOver.say(record, e);
      return false;
    }
    if (!type.stream(value).equals(request.stream)) {
      return false;
    }
    long sequence = type.sequence(value);
    if (sequence > request.next) {
      fail(
          request,
          "record %d of %s is not in %s any more, %d came instead: publish the recording again under a new id"
              .formatted(request.next, request.stream, topic, sequence));
    } else if (sequence == request.next) {
      hand(request, value);
    }
    return true;
  }

  private void hand(Request<T> request, T value) {
    request.next++;
    request.over = type.end(value) != End.OPEN;
    try {
      request.reader.next(value);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        request.next--;
        request.over = false;
        throw e;
      }
      fail(request, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void fail(Request<T> request, String cause) {
    request.over = true;
    request.reader.failed(cause);
  }
}
