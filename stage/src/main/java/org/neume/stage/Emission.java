package org.neume.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One output record of a machine, perhaps still being computed, and what it frees.
 *
 * @param record the record; completes exceptionally if it cannot be computed, which fails the
 *     recording
 * @param releases inputs of the machine with a sequence below this are needed by no output from
 *     here on, once this emission and all earlier ones of the machine are acknowledged by the
 *     broker; never decreases from one emission to the next
 * @param <O> the record class
 */
public record Emission<O>(CompletionStage<O> record, long releases) {
  /** An emission whose record is there already. */
  public static <O> Emission<O> of(O record, long releases) {
    return new Emission<>(CompletableFuture.completedFuture(record), releases);
  }
}
