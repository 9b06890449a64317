package org.neume.stage;

/**
 * How far a partition's inputs were taken, and its log time there: the highest time stamp so far.
 * Confined to the partition's thread.
 */
final class InputPosition {
  private long lastOffset = -1;
  private long highestOffset = -1;
  private long logTime;
  private long highestLogTime;

  /** Before the first input, at this log time. */
  InputPosition(long logTime) {
    this.logTime = logTime;
    highestLogTime = logTime;
  }

  /** Goes on behind an input. */
  TakenInput take(InputRecord source) {
    lastOffset = source.offset();
    boolean again = lastOffset <= highestOffset;
    highestOffset = Math.max(highestOffset, lastOffset);
    long before = logTime;
    logTime = Math.max(logTime, source.timestamp());
    highestLogTime = Math.max(highestLogTime, logTime);
    return new TakenInput(source, before, logTime, again);
  }

  /** Goes on behind a record that is none of this stage's: its time means nothing here. */
  void pass(long offset) {
    lastOffset = offset;
    highestOffset = Math.max(highestOffset, offset);
  }

  /** Goes back in the log, to take inputs again from a place on. */
  void goBack(InputPlace place) {
    lastOffset = place.offset() - 1;
    logTime = place.logTimeBefore();
  }

  /** The offset of the last input taken; -1 before the first. */
  long lastOffset() {
    return lastOffset;
  }

  /** Log time at the last input taken, in milliseconds since 1970. */
  long logTime() {
    return logTime;
  }

  /** The highest offset taken so far. */
  long highestOffset() {
    return highestOffset;
  }

  /** The highest time stamp taken so far. */
  long highestLogTime() {
    return highestLogTime;
  }
}
