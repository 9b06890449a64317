package org.neume.stage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recordings that this partition is done with, so that late repeats are known as such. Bounded
 * for the whole stage: beyond its limit, a partition that finishes a recording forgets the one that
 * it finished longest ago.
 */
final class FinishedRecordings implements AutoCloseable {
  /** One finished input stream. */
  static final class Finished {
    private final long tailOffset;
    private @Nullable OutputStreams<?> unconfirmed;
    private long lastOffset = -1;
    private long lastLogTime = CommitPoint.NO_TIME;
    private boolean inputEnded;

    /**
     * A finished recording.
     *
     * @param tailOffset where its last outputs lie: a successor must see them as long as inputs may
     *     come
     * @param unconfirmed the outputs of a recording that a predecessor completed, perhaps without
     *     saying so; null otherwise
     */
    Finished(long tailOffset, @Nullable OutputStreams<?> unconfirmed) {
      this.tailOffset = tailOffset;
      this.unconfirmed = unconfirmed;
    }

    /** Notes that inputs up to this offset and log time have come, perhaps the last one. */
    void seen(long offset, long logTime, boolean last) {
      lastOffset = Math.max(lastOffset, offset);
      lastLogTime = Math.max(lastLogTime, logTime);
      inputEnded |= last;
    }

    @Nullable OutputStreams<?> unconfirmed() {
      return unconfirmed;
    }

    void confirm() {
      unconfirmed = null;
    }
  }

  private final Map<StreamKey, Finished> finished = new LinkedHashMap<>();
  private final Budget budget;

  FinishedRecordings(Budget budget) {
    this.budget = budget;
  }

  @Nullable Finished get(StreamKey key) {
    return finished.get(key);
  }

  void add(StreamKey key, Finished recording) {
    if (finished.remove(key) == null) {
      budget.addRemembered(1);
    }
    finished.put(key, recording);
    Iterator<Finished> longestAgo = finished.values().iterator();
    while (budget.remembersTooMany() && finished.size() > 1) {
      longestAgo.next();
      longestAgo.remove();
      budget.addRemembered(-1);
    }
  }

  /** Forgets everything. */
  @Override
  public void close() {
    budget.addRemembered(-finished.size());
    finished.clear();
  }

  /** Notes that something up to this offset and log time names a recording. */
  void seen(String recordingId, long offset, long logTime) {
    finished.forEach(
        (key, recording) -> {
          if (key.recordingId().equals(recordingId)) {
            recording.seen(offset, logTime, false);
          }
        });
  }

  /** Whether any stream of the recording is finished. */
  boolean contains(String recordingId) {
    return finished.keySet().stream().anyMatch(key -> key.recordingId().equals(recordingId));
  }

  /**
   * The lowest offset of a last output that a successor needs who reads inputs from {@code offset}
   * on, or {@code otherwise}.
   *
   * @param openSince recordings given up whose input is silent since before this log time are
   *     forgotten
   */
  long tailFrom(long offset, long openSince, long otherwise) {
    long lowest = otherwise;
    for (Finished recording : finished.values()) {
      boolean read = recording.lastOffset >= offset;
      boolean open = !recording.inputEnded && recording.lastLogTime >= openSince;
      if (read || open) {
        lowest = Math.min(lowest, recording.tailOffset);
      }
    }
    return lowest;
  }
}
