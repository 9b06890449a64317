package org.neume.stage;

import java.util.List;

/**
 * What a stage computes for one input stream of one recording: a state and a step function.
 *
 * <p>A machine is pure: its emissions depend on its inputs, its configuration and its model alone.
 * It is confined to one thread at a time. The same machine runs behind Kafka, in the command line
 * and in benchmarks.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
public interface RecordingMachine<I, O> {
  /**
   * Applies the next input. The caller guarantees sequence order without gaps or repeats; an input
   * whose end is not OPEN is the last, and the machine answers it with the closing records of all
   * of its output streams (with end ABORTED and the same cause where the input was aborted).
   *
   * @return the records that this input completes, in order; sequences run on from those that the
   *     machine was opened with
   * @throws InvalidInputException if the recording cannot be processed; the runner then ends it
   */
  List<Emission<O>> apply(I input);

  /**
   * About how many bytes the machine has gathered that grow with its recording and that it keeps until
   * the recording's end. While the open recordings have gathered too much together, new ones wait in
   * the log. Asked after every input, before another recording begins in the partition, and every now
   * and then, for a machine may gather from a stream beside its input.
   */
  default long gatheredBytes() {
    return 0;
  }

  /** Frees what the machine holds; called once, when its recording is over or given up. */
  default void close() {}
}
