package org.neume.stage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;

/**
 * The last record of each output stream in the own output partition, as found after an assignment.
 * Confined to one thread at a time.
 *
 * @param <O> output record class
 */
public final class OutputTail<O> {
  /** What is needed of a record, and where it lies. */
  record Entry<O>(O record, long offset) {}

  private final StreamType<O> type;
  private final Map<String, Map<String, Entry<O>>> recordings = new HashMap<>();

  /** An empty tail. */
  public OutputTail(StreamType<O> type) {
    this.type = type;
  }

  /**
   * Adds the next record of the partition. The highest sequence of a stream is its last; a lower
   * one behind it is the repeat of a stage that had lost the partition without knowing.
   */
  public void add(O record, long offset) {
    recordings
        .computeIfAbsent(type.recordingId(record), id -> new HashMap<>())
        .merge(
            type.stream(record),
            new Entry<>(type.position(record), offset),
            (last, next) -> type.sequence(next.record) > type.sequence(last.record) ? next : last);
  }

  /** Number of recordings that are still waiting to be taken. */
  public int size() {
    return recordings.size();
  }

  /** The last records of all streams of a recording that were not taken yet. */
  Map<String, O> known(String recordingId) {
    Map<String, O> records = new HashMap<>();
    recordings
        .getOrDefault(recordingId, Map.of())
        .forEach((stream, entry) -> records.put(stream, entry.record));
    return records;
  }

  /**
   * Whether a recording had outputs of its own: more than ends of streams that never began, which
   * the refusal of its first input leaves behind as well.
   */
  boolean hasBegun(String recordingId) {
    return recordings.getOrDefault(recordingId, Map.of()).values().stream()
        .map(Entry::record)
        .anyMatch(record -> type.sequence(record) > 0 || type.end(record) != End.ABORTED);
  }

  /**
   * Whether a recording had streams that were ended one by one, at its first input perhaps. The refusal
   * of that leaves the end of every stream behind, though not at once; who knows of the refusal has to
   * ask {@link #hasBegun}.
   */
  boolean hasFailed(String recordingId) {
    Set<String> streams = recordings.getOrDefault(recordingId, Map.of()).keySet();
    return !streams.isEmpty() && !streams.contains(Streams.EVERY);
  }

  /** Removes and returns the last records of these streams of a recording. */
  Map<String, Entry<O>> take(String recordingId, Set<String> streams) {
    Map<String, Entry<O>> known = recordings.get(recordingId);
    if (known == null) {
      return Map.of();
    }
    Map<String, Entry<O>> taken = new HashMap<>();
    for (String stream : streams) {
      Entry<O> entry = known.remove(stream);
      if (entry != null) {
        taken.put(stream, entry);
      }
    }
    if (known.isEmpty()) {
      recordings.remove(recordingId);
    }
    return taken;
  }

  /** The lowest offset of a record that was not taken yet, or {@code otherwise}. */
  long lowest(long otherwise) {
    long lowest = otherwise;
    for (Map<String, Entry<O>> streams : recordings.values()) {
      for (Entry<O> entry : streams.values()) {
        lowest = Math.min(lowest, entry.offset);
      }
    }
    return lowest;
  }

  void clear() {
    recordings.clear();
  }
}
