package org.neume.stage;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Revisions;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/** How far each output stream of one recording has come. */
final class OutputStreams<O> {
  private static final long NOWHERE = -1;

  private static final class Stream<O> {
    long next;
    End end = End.OPEN;
    double seconds;
    long lastOffset = NOWHERE;
    @Nullable String cause;
    // A closing record made from the last one: its position without its payload.
    @Nullable O position;
  }

  private final StreamType<O> type;
  private final String recordingId;
  private final Set<String> endedAtOnce;
  private final TreeMap<String, Stream<O>> streams = new TreeMap<>();

  /**
   * The streams of a recording.
   *
   * @param names their names
   * @param endedAtOnce those of them whose end says nothing of the others
   * @param tail their last records in the log
   */
  OutputStreams(
      StreamType<O> type,
      String recordingId,
      Set<String> names,
      Set<String> endedAtOnce,
      Map<String, OutputTail.Entry<O>> tail) {
    this.type = type;
    this.recordingId = recordingId;
    this.endedAtOnce = Set.copyOf(endedAtOnce);
    for (String name : names) {
      streams.put(name, new Stream<>());
    }
    tail.forEach(
        (name, entry) -> {
          advance(entry.record());
          acknowledged(name, entry.offset());
        });
  }

  /** What closing records are made from where a stream has no record of its own. */
  void blanks(Function<String, @Nullable O> blanks) {
    streams.forEach(
        (name, stream) -> {
          if (stream.position == null) {
            stream.position = blanks.apply(name);
          }
        });
  }

  /** What is wrong with a machine's next record; null if nothing. */
  @Nullable String problem(O record) {
    Stream<O> stream = streams.get(type.stream(record));
    if (!type.recordingId(record).equals(recordingId)) {
      return "the machine of %s emitted for %s".formatted(recordingId, type.recordingId(record));
    }
    if (stream == null) {
      return "the machine emitted on an undeclared stream " + type.stream(record);
    }
    if (stream.end != End.OPEN) {
      return "the machine emitted behind the end of " + type.stream(record);
    }
    if (type.sequence(record) != stream.next) {
      return "the machine emitted number %d of %s where %d was next"
          .formatted(type.sequence(record), type.stream(record), stream.next);
    }
    return null;
  }

  /** Goes on behind a record of a declared stream. */
  void advance(O record) {
    Stream<O> stream = stream(type.stream(record));
    stream.next = type.sequence(record) + 1;
    stream.end = type.end(record);
    stream.cause = type.cause(record);
    stream.seconds = type.endSeconds(record);
    stream.position = type.aborted(recordingId, type.stream(record), stream.next, "", record);
  }

  /** The broker holds the last record of a stream at this offset. */
  void acknowledged(String name, long offset) {
    stream(name).lastOffset = offset;
  }

  /** The names of the streams that have not ended. */
  List<String> open() {
    return streams.entrySet().stream()
        .filter(e -> e.getValue().end == End.OPEN)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The record that closes an open stream.
   *
   * @param saying whether it says what is known of the recording
   */
  O aborted(String name, String cause, boolean saying) {
    Stream<O> stream = stream(name);
    return type.aborted(recordingId, name, stream.next, cause, saying ? stream.position : null);
  }

  /** The number of the next record of each stream. */
  Map<String, Long> next() {
    Map<String, Long> next = new TreeMap<>();
    streams.forEach((name, stream) -> next.put(name, stream.next));
    return next;
  }

  /** Whether every stream has ended. */
  boolean ended() {
    return streams.values().stream().noneMatch(s -> s.end == End.OPEN);
  }

  /** Whether a stream ended before its recording did. */
  boolean aborted() {
    return streams.values().stream().anyMatch(s -> s.end == End.ABORTED);
  }

  /** Whether a stream was aborted because the recording was given up. */
  boolean givenUp() {
    return aborts().findAny().isPresent();
  }

  /** Why the recording was given up, as one of its streams says; null if none does. */
  @Nullable String cause() {
    return aborts().map(s -> s.cause).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private java.util.stream.Stream<Stream<O>> aborts() {
    return streams.entrySet().stream()
        .filter(e -> e.getValue().end == End.ABORTED && !endedAtOnce.contains(e.getKey()))
        .map(Map.Entry::getValue);
  }

  /** The revision that all streams are of; 0 where they are not of one. */
  int revision() {
    Set<Integer> revisions = streams.keySet().stream().map(Revisions::number).collect(toSet());
    return revisions.size() == 1 ? revisions.iterator().next() : Revisions.ORIGINAL;
  }

  /** Records of all streams so far, whoever wrote them. */
  long records() {
    return streams.values().stream().mapToLong(s -> s.next).sum();
  }

  /** How far the outputs reach into the recording, in seconds. */
  double seconds() {
    return streams.values().stream().mapToDouble(s -> s.seconds).max().orElse(0);
  }

  /** The lowest offset of a stream's last record, or {@code otherwise} if none has one. */
  long tailOffset(long otherwise) {
    return streams.values().stream()
        .mapToLong(s -> s.lastOffset)
        .filter(offset -> offset != NOWHERE)
        .reduce(otherwise, Math::min);
  }

  /** The last records by stream, as a machine is opened with. */
  static <O> Map<String, O> records(Map<String, OutputTail.Entry<O>> tail) {
    Map<String, O> records = new HashMap<>();
    tail.forEach((name, entry) -> records.put(name, entry.record()));
    return records;
  }

  private Stream<O> stream(String name) {
    Stream<O> stream = streams.get(name);
    if (stream == null) {
      throw new IllegalArgumentException("no stream is named " + name);
    }
    return stream;
  }
}
