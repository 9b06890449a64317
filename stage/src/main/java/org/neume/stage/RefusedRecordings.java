package org.neume.stage;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recordings that an input named which could not be read, so that the rest of each is refused too:
 * it was said to have failed.
 *
 * <p>Nothing in the output tells a successor of them. So the input that refused a recording is held
 * like one that an output needs, until log time has gone on by as much as closes a stalled
 * recording; then both forget it. Bounded: beyond {@value #MOST} the one refused longest ago is
 * forgotten. What is remembered depends on the log alone.
 */
final class RefusedRecordings {
  static final int MOST = 256;

  private record Refused(String cause, InputPlace place, long logTime) {}

  private final LinkedHashMap<String, Refused> refused = new LinkedHashMap<>();
  private final long memoryMillis;

  RefusedRecordings(Duration memory) {
    memoryMillis = memory.toMillis();
  }

  /** An input has refused a recording, perhaps once more. */
  void add(String recordingId, String cause, InputPlace place, long logTime) {
    refused.remove(recordingId);
    refused.put(recordingId, new Refused(cause, place, logTime));
    if (refused.size() > MOST) {
      Iterator<Refused> longestAgo = refused.values().iterator();
      longestAgo.next();
      longestAgo.remove();
    }
  }

  /** Why a recording was refused, in one line; null if it was not. */
  @Nullable String cause(String recordingId) {
    Refused last = refused.get(recordingId);
    return last == null ? null : last.cause;
  }

  /**
   * Forgets what was refused too long before this log time.
   *
   * @param closing inputs whose recordings' outputs are not yet known to be closed: until then a successor
   *     must meet the input that refused them
   */
  void forget(long logTime, Set<StreamKey> closing) {
    refused
        .entrySet()
        .removeIf(
            e ->
                e.getValue().logTime < logTime - memoryMillis
                    && closing.stream().noneMatch(k -> k.recordingId().equals(e.getKey())));
  }

  /** The lowest input that is held; null if none is. */
  @Nullable InputPlace lowest() {
    // In the order of offsets, but for what was read again for recordings that had waited.
    return refused.values().stream()
        .map(Refused::place)
        .min(Comparator.comparingLong(InputPlace::offset))
        .orElse(null);
  }
}
