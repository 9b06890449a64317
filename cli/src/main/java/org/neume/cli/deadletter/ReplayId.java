package org.neume.cli.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neume.schemas.RecordingIds;

/**
 * The id that a recording is published again under: it follows from the recording's own and a number,
 * so that the same replay has the same id whoever makes it, and how often.
 *
 * @param root the id that the recording was first published under
 * @param number 0 for that recording itself, from 1 for its replays
 */
public record ReplayId(String root, int number) {
  private static final Pattern NAME =
      Pattern.compile("(.+)-replay-([1-9][0-9]{0,5})", Pattern.DOTALL);

  /** What an id says of itself. */
  public static ReplayId of(String recordingId) {
    Matcher name = NAME.matcher(recordingId);
    return name.matches()
        ? new ReplayId(name.group(1), Integer.parseInt(name.group(2)))
        : new ReplayId(recordingId, 0);
  }

  /** The replay behind this one. */
  public ReplayId next() {
    return numbered(number + 1);
  }

  /** The replay of this number, from 1. */
  public ReplayId numbered(int replay) {
    return new ReplayId(root, replay);
  }

  /** The id; where that would be too long, a shorter one that follows from it. */
  public String text() {
    String text = number == 0 ? root : "%s-replay-%d".formatted(root, number);
    return RecordingIds.bytes(text) <= RecordingIds.MAX_BYTES
        ? text
        : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
