package org.neume.annotation.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * Invariant 3, as a reader of a topic applies it: the next number of a stream is taken, a lower one
 * dropped and counted, and a gap is an error of that recording. A stream that is joined in its
 * middle begins with whatever number comes first.
 *
 * <p>Memory is bounded: of the streams that have ended only the {@value #ENDED_AT_MOST} that ended
 * last are remembered, for their repeats come soon if at all. Confined to one thread.
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
    GAP,
    /** Records before it are missing still, of a stream that a gap was noticed in before. */
    SAME_GAP
  }

  /** Streams that have ended and are remembered at most. */
  static final int ENDED_AT_MOST = 10_000;

  private record Key(String recordingId, String stream) {}

  private final StreamType<T> type;
  private final boolean fromBeginning;
  private final Map<Key, Long> next = new HashMap<>();
  private final Map<Key, Long> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
          return size() > ENDED_AT_MOST;
        }
      };
  private final Set<Key> gaps = new HashSet<>();
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
    Long known = next.containsKey(key) ? next.get(key) : ended.get(key);
    long expected = known != null ? known : fromBeginning ? 0 : sequence;
    if (sequence < expected) {
      repeats++;
      return Verdict.REPEAT;
    }
    boolean gap = sequence > expected;
    boolean told = gap && !gaps.add(key);
    if (type.end(record) != End.OPEN) {
      next.remove(key);
      gaps.remove(key);
      ended.put(key, gap ? expected : sequence + 1);
    } else if (!gap) {
      next.put(key, sequence + 1);
    }
    return gap ? told ? Verdict.SAME_GAP : Verdict.GAP : Verdict.TAKE;
  }

  /** Streams that are remembered, ended or not. */
  int remembered() {
    return next.size() + ended.size();
  }

  /** Records dropped so far because they had been taken before. */
  public long repeats() {
    return repeats;
  }
}
