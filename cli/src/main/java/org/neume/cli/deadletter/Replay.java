package org.neume.cli.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a recording, or of a correction, that is to be published again.
 *
 * @param recordingId the recording that dead letters belong to
 * @param result what becomes of it
 * @param as the id that it is published under, of a correction its stream; null if it is not
 * @param records how many records that takes
 * @param seconds how much audio that is
 * @param analyses what it asks for
 * @param words the same for people, in one line
 */
public record Replay(
    String recordingId,
    Result result,
    @Nullable String as,
    long records,
    double seconds,
    List<String> analyses,
    String words) {

  /** What may become of it. */
  public enum Result {
    /** It can be published again, and was not. */
    PLANNED,
    /** It is published again now, or what was left of it. */
    SENT,
    /** It was published again before. */
    BEFORE,
    /** There is nothing to do. */
    NOTHING,
    /** It cannot be published again. */
    REFUSED
  }

  /** Copies what it is given. */
  public Replay {
    analyses = List.copyOf(analyses);
  }

  static Replay nothing(String recordingId, String why) {
    return new Replay(
        recordingId, Result.NOTHING, null, 0, 0, List.of(), "nothing is replayed: " + why);
  }

  static Replay refused(String recordingId, String why) {
    return new Replay(
        recordingId, Result.REFUSED, null, 0, 0, List.of(), "it cannot be replayed: " + why);
  }
}
