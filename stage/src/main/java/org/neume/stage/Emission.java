package org.neume.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Output records of a machine, perhaps still being computed, and what they free. Most emissions are
 * of one record; where only the computation tells how many there are, it may be any number.
 *
 * @param records the records, in order; completes exceptionally if they cannot be computed, which
 *     fails the recording. Where there are none, nothing is freed before a later emission is
 *     acknowledged
 * @param releases inputs of the machine with a sequence below this are needed by no output from
 *     here on, once this emission and all earlier ones of the machine are acknowledged by the
 *     broker; never decreases from one emission to the next
 * @param <O> the record class
 */
public record Emission<O>(CompletionStage<List<O>> records, long releases) {
  /** An emission whose record is there already. */
  public static <O> Emission<O> of(O record, long releases) {
    return new Emission<>(CompletableFuture.completedFuture(List.of(record)), releases);
  }

  /** An emission of one record that is still being computed. */
  public static <O> Emission<O> later(CompletionStage<O> record, long releases) {
    return new Emission<>(record.thenApply(List::of), releases);
  }
}
