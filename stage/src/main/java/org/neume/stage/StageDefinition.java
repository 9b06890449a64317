package org.neume.stage;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;

/**
 * All that the machinery needs to know of a stage: its record types and how to open a machine.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
public interface StageDefinition<I, O> {
  /** The stage's name in status records, metrics and logs, for example {@code features}. */
  String name();

  /** The type of the input records. */
  StreamType<I> input();

  /** The type of the output records. */
  StreamType<O> output();

  /**
   * The output streams that a recording's input stream leads to. Empty if this stage has nothing to
   * do with the input, which is then acknowledged at once.
   *
   * @param first the first record seen of the input stream
   */
  Set<String> outputStreams(I first);

  /**
   * The same for a recording that the stage may have written outputs of before: what the log says of
   * it counts for more than a first record that is not the recording's first.
   *
   * @param known the last record in the log of each stream of the recording, whichever input led to it
   */
  default Set<String> outputStreams(I first, Map<String, O> known) {
    return outputStreams(first);
  }

  /**
   * Those of the output streams that a machine ends as aborted with its first emissions, for a cause
   * that concerns none of the others: those go on.
   *
   * @param first as for {@link #outputStreams}
   */
  default Set<String> endedAtOnce(I first) {
    return Set.of();
  }

  /**
   * Whether a recording whose first input nobody can read has every stream in the output topic ended that
   * has not begun there. Not where another stage writes the recording's own streams.
   */
  default boolean endsEveryStream() {
    return true;
  }

  /**
   * Whether every input stream is one record, as corrections are. Then what is wrong with a record
   * concerns no other of its recording, and no output that a successor needs is older than the first
   * input that it takes: inputs have to be stamped in the order of the log, as the broker does.
   */
  default boolean takesSingleRecords() {
    return false;
  }

  /**
   * What the record that closes an output stream is made from where the stream has no other: a
   * record without content that says what is known of the recording.
   *
   * @param known as for {@link #outputStreams(Object, Map)}
   * @return null if nothing is
   */
  default @Nullable O blank(I first, String stream, Map<String, O> known) {
    return null;
  }

  /**
   * Opens the machine of one input stream of one recording.
   *
   * @param first the first input that {@link RecordingMachine#apply} will get: sequence 0 for a new
   *     recording, a later one where the log is read again after a restart
   * @param lastOutputs the last record in the log of each output stream that has one, also of those
   *     that have ended, but never of all of them ended; the machine goes on behind the open ones
   *     and emits nothing again
   */
  RecordingMachine<I, O> open(I first, Map<String, O> lastOutputs);

  /**
   * Opens the machine, for stages that read another topic beside their input.
   *
   * @param origin where the first input lies
   */
  default RecordingMachine<I, O> open(I first, Map<String, O> lastOutputs, Origin origin) {
    return open(first, lastOutputs);
  }
}
