package org.neume.stage.messaging;

import org.neume.stage.SideReader;

/**
 * Somebody who follows a stream, and how far. Confined to the reading thread.
 *
 * @param <T> record class
 */
final class SideFollower<T> {
  final SidePartition.Key key;
  final SideReader<T> reader;

  /** Number of the record that comes next. */
  long next;

  /** What ends every stream of the recording before this offset was meant for an earlier one of its name. */
  long from;

  /** Whether the stream's first record was looked for in the whole partition. */
  boolean soughtFromBeginning;

  private long end = Long.MAX_VALUE;
  private boolean caughtUp;

  SideFollower(SidePartition.Key key, SideReader<T> reader) {
    this.key = key;
    this.reader = reader;
  }

  /** All that lay in the log when it came lies before this offset. */
  void comesAt(long logEnd) {
    end = logEnd;
  }

  /** Whether it may not have all yet that there was when it came. */
  boolean catchingUp() {
    return !caughtUp;
  }

  /** Tells it that it has all that there was when it came, if so: reading goes on at this offset. */
  void reached(long offset) {
    if (!caughtUp && offset >= end) {
      caughtUp = true;
      reader.caughtUp();
    }
  }
}
