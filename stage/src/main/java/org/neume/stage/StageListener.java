package org.neume.stage;

import java.util.Map;
import org.neume.schemas.record.End;

/**
 * Hears what happens in a partition, for metrics, logs and traces. Called by the partition's thread;
 * must be quick, and nothing that it does may change what is written.
 */
public interface StageListener {
  /**
   * The partition's thread goes on with this input.
   *
   * @param sequence its number in its stream
   */
  default void taking(InputRecord source, String recordingId, long sequence) {}

  /**
   * An input stream of a recording was opened here.
   *
   * @param source the first input met of it
   * @param stream the input stream
   * @param sequence that input's number in it
   * @param outputs the streams that are written for it, each with the number of its next record
   */
  default void opened(
      InputRecord source,
      String recordingId,
      String stream,
      long sequence,
      Map<String, Long> outputs) {}

  /**
   * An input was applied.
   *
   * @param source the input; one with a negative offset stands for none: a stalled recording is closed
   * @param seconds how much further it took its recording
   */
  default void applied(InputRecord source, double seconds) {}

  /** A record that had been applied before, or came after its recording's end, was dropped. */
  default void repeatDropped() {}

  /** A new recording, and those behind it, wait in the log until an open one ends. */
  default void waiting(String recordingId) {}

  /** Records of a recording are missing from the log. */
  default void gap(String recordingId) {}

  /** A record went to the dead letters. */
  default void deadLetter(String cause) {}

  /** An output was acknowledged by the broker. */
  default void acknowledged(Acknowledged output) {}

  /** A recording was completed by this stage. */
  default void completed(String recordingId) {}

  /**
   * A recording was given up by this stage, or before it.
   *
   * @param cause one line
   * @param here whether this stage found the cause; otherwise others wrote it, perhaps a publisher
   *     with the name of a person's file in it: it belongs into no log
   */
  default void failed(String recordingId, String cause, boolean here) {}

  /** An input stream of a recording is no longer open here: it is over, or another replica has it. */
  default void closed(String recordingId, String stream) {}

  /** An output that the broker holds. */
  interface Acknowledged {
    /** The time stamp where no input in the log led to the output, as to the end of a stalled one. */
    long NO_INPUT = Long.MIN_VALUE;

    /** The recording. */
    String recordingId();

    /** The output stream. */
    String stream();

    /** The number in the stream. */
    long sequence();

    /** Whether the stream ended with it. */
    End end();

    /** Where it lies in the output partition. */
    long offset();

    /**
     * When the audio arrived that led to it: the time stamp of the input, in milliseconds since 1970,
     * or {@link #NO_INPUT}.
     */
    long arrival();
  }
}
