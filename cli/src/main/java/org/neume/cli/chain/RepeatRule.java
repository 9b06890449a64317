package org.neume.cli.chain;

import java.util.HashMap;
import java.util.Map;
import org.neume.schemas.StreamType;

/**
 * Invariant 3, as a reader of a topic applies it: the next number of a stream is taken, a lower one
 * dropped and counted, and a gap is an error of that recording. A stream that is joined in its
 * middle begins with whatever number comes first. Confined to one thread.
 *
 * @param <T> the record class
 */
public final class RepeatRule<T> {
  /** What to do with a record. */
  public enum Verdict {
    /** It is the next of its stream. */
    TAKE,
    /** It was taken before. */
    REPEAT,
    /** Records before it are missing. */
    GAP
  }

  private record Key(String recordingId, String stream) {}

  private final StreamType<T> type;
  private final boolean fromBeginning;
  private final Map<Key, Long> next = new HashMap<>();
  private long repeats;

  /**
   * A rule for all streams of a topic.
   *
   * @param fromBeginning whether the first record of a stream has to have the number 0
   */
  public RepeatRule(StreamType<T> type, boolean fromBeginning) {
    this.type = type;
    this.fromBeginning = fromBeginning;
  }

  /** Judges the next record of the topic. */
  public Verdict judge(T record) {
    Key key = new Key(type.recordingId(record), type.stream(record));
    long sequence = type.sequence(record);
    long expected = next.getOrDefault(key, fromBeginning ? 0 : sequence);
    if (sequence < expected) {
      repeats++;
      return Verdict.REPEAT;
    }
    if (sequence > expected) {
      return Verdict.GAP;
    }
    next.put(key, sequence + 1);
    return Verdict.TAKE;
  }

  /** Records dropped so far because they had been taken before. */
  public long repeats() {
    return repeats;
  }
}
