package org.neume.stage;

import java.time.Duration;
import java.util.List;

/** Which open inputs have stalled: nothing has come for them in too long, in log time. */
final class StalledInputs {
  private final Duration stallAfter;
  private final IdleInputs idle = new IdleInputs();

  StalledInputs(Duration stallAfter) {
    this.stallAfter = stallAfter;
  }

  /** A record of an input has come at this log time; one that ended is not looked after any more. */
  void touch(StreamKey key, boolean open, long logTime) {
    if (open) {
      idle.touch(key, logTime);
    } else {
      idle.remove(key);
    }
  }

  /** The input is open no more. */
  void remove(StreamKey key) {
    idle.remove(key);
  }

  /** Open inputs that have stalled at this log time, longest silent first. */
  List<StreamKey> at(long logTime) {
    return idle.silentSince(since(logTime));
  }

  /** Inputs whose last record is older than this have stalled at this log time. */
  long since(long logTime) {
    return logTime == CommitPoint.NO_TIME ? CommitPoint.NO_TIME : logTime - stallAfter.toMillis();
  }

  /** Why a recording that has stalled is closed. */
  String cause() {
    // Names no stage: whether this one or the one before it is first to close the recording
    // depends on the order in which other recordings' records arrive, the bytes must not.
    return "stalled, nothing came for %d s: publish the recording again under a new id"
        .formatted(stallAfter.toSeconds());
  }
}
