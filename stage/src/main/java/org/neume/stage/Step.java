package org.neume.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a recording's run still has to send, in order. */
sealed interface Step<O> {
  /**
   * Outputs that are perhaps still being computed.
   *
   * @param emission what the machine emitted
   * @param records its records
   * @param input the sequence of the input that it answers
   * @param source that input
   * @param reserved bytes that count as pending for it
   */
  record Emit<O>(
      Emission<O> emission,
      CompletableFuture<List<O>> records,
      long input,
      InputRecord source,
      long reserved)
      implements Step<O> {}

  /**
   * Outputs that wait for something outside the stage, and are not counted as pending until then.
   *
   * @param emission what the machine emitted
   * @param input the sequence of the input that it answers
   * @param source that input
   */
  record Await<O>(Emission<O> emission, long input, InputRecord source) implements Step<O> {}

  /**
   * An output that is there.
   *
   * @param releases inputs below this are free once it is acknowledged; 0 if it frees none
   * @param input the sequence of the input that it answers
   * @param source that input
   * @param reserved bytes that count as pending until it is sent, beside its own
   */
  record Write<O>(O record, long releases, long input, InputRecord source, long reserved)
      implements Step<O> {}

  /**
   * The end of a recording that cannot go on.
   *
   * @param cause why, in one line
   * @param inputs inputs applied before it
   * @param timestamp where in log time it happened
   * @param offending the input for the dead letters; null if there is none
   */
  record Fail<O>(String cause, long inputs, long timestamp, @Nullable InputRecord offending)
      implements Step<O> {}

  /**
   * The end of a recording whose streams are all closed.
   *
   * @param inputs inputs applied
   * @param timestamp log time of the last of them
   */
  record Finish<O>(long inputs, long timestamp) implements Step<O> {}
}
