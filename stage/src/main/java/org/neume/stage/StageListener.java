package org.neume.stage;

/** Hears what happens in a partition, for metrics and logs. Called by the partition's thread. */
public interface StageListener {
  /** An input was applied, which took its recording this many seconds further. */
  default void applied(double seconds) {}

  /** A record that had been applied before, or came after its recording's end, was dropped. */
  default void repeatDropped() {}

  /** A new recording, and those behind it, wait in the log until an open one ends. */
  default void waiting(String recordingId) {}

  /** Records of a recording are missing from the log. */
  default void gap(String recordingId) {}

  /** A record went to the dead letters. */
  default void deadLetter(String cause) {}

  /** An output was acknowledged by the broker. */
  default void acknowledged() {}

  /** A recording was completed by this stage. */
  default void completed(String recordingId) {}

  /** A recording was given up by this stage, or before it. */
  default void failed(String recordingId, String cause) {}
}
