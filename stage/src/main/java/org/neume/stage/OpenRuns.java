package org.neume.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input streams that are open in a partition, in the order of opening. Confined to its thread. */
final class OpenRuns<I, O> implements AutoCloseable {
  private final Map<StreamKey, RecordingRun<I, O>> runs = new LinkedHashMap<>();

  @Nullable RecordingRun<I, O> get(StreamKey key) {
    return runs.get(key);
  }

  void add(RecordingRun<I, O> run) {
    runs.put(run.key(), run);
  }

  void remove(StreamKey key) {
    runs.remove(key);
  }

  int size() {
    return runs.size();
  }

  /** The streams that are open. */
  Set<StreamKey> keys() {
    return runs.keySet();
  }

  /** All of a recording's that are open. */
  List<RecordingRun<I, O>> of(@Nullable String recordingId) {
    return runs.values().stream().filter(r -> r.key().recordingId().equals(recordingId)).toList();
  }

  /** Whether some recording alone has so much pending that the input must wait. */
  boolean anyFull() {
    return runs.values().stream().anyMatch(RecordingRun::full);
  }

  /** Counts anew what all have gathered; one that cannot say it fails. */
  void weigh() {
    List.copyOf(runs.values()).forEach(RecordingRun::weigh);
  }

  /** The one that needs the lowest input; null if none needs any. */
  @Nullable RecordingRun<I, O> lowestHolder() {
    RecordingRun<I, O> lowest = null;
    long offset = Long.MAX_VALUE;
    for (RecordingRun<I, O> run : runs.values()) {
      HeldInputs.Held held = run.firstHeld();
      if (held != null && held.offset() < offset) {
        offset = held.offset();
        lowest = run;
      }
    }
    return lowest;
  }

  /** The lowest offset of a last output of theirs, or {@code otherwise}. */
  long tailFrom(long otherwise) {
    long lowest = otherwise;
    for (RecordingRun<I, O> run : runs.values()) {
      lowest = run.outputs().tailOffset(lowest);
    }
    return lowest;
  }

  /** Frees every machine. */
  @Override
  public void close() {
    runs.values().forEach(RecordingRun::close);
    runs.clear();
  }
}
