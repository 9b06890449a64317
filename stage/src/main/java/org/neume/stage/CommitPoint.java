package org.neume.stage;

import java.util.OptionalLong;

/**
 * How far a partition is done, and what a successor needs to go on from there.
 *
 * @param offset every input below it is needed by no output any more: the offset to commit
 * @param tailFrom no open recording's last output lies below this offset of the own output
 *     partition: where a successor starts reading the tail
 * @param logTime the highest time stamp of all inputs below {@code offset}, in milliseconds since
 *     1970
 */
public record CommitPoint(long offset, long tailFrom, long logTime) {
  /** Log time before the first record. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final String VERSION = "neume1";

  /** The text kept with the committed offset: version, tailFrom, logTime. Under 64 characters. */
  public String metadata() {
    return VERSION + " " + tailFrom + " " + logTime;
  }

  /** The point that was committed; metadata of others means reading the output from its start. */
  public static CommitPoint committed(long offset, String metadata) {
    String[] words = metadata.split(" ", -1);
    if (words.length == 3 && words[0].equals(VERSION)) {
      OptionalLong tailFrom = number(words[1]);
      OptionalLong logTime = number(words[2]);
      if (tailFrom.isPresent() && logTime.isPresent()) {
        return new CommitPoint(offset, tailFrom.getAsLong(), logTime.getAsLong());
      }
    }
    return new CommitPoint(offset, 0, NO_TIME);
  }

  private static OptionalLong number(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
