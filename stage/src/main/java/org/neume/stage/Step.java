package org.neume.stage;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a recording's run still has to send, in order. */
sealed interface Step<O> {
  /**
   * An output.
   *
   * @param emission what the machine emitted
   * @param record its record, perhaps still being computed
   * @param input the sequence of the input that it answers
   * @param source that input
   */
  record Emit<O>(Emission<O> emission, CompletableFuture<O> record, long input, InputRecord source)
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
