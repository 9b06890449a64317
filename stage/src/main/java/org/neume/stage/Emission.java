package org.neume.stage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Output records of a machine, perhaps still being computed, and what they free. Most emissions are
 * of one record; where only the computation tells how many there are, it may be any number.
 *
 * <p>An emission that waits for something outside the stage ({@link #behind}) is not begun before
 * that has come, it is the recording's next, and the stage has room for more outputs: until then it
 * takes nothing of what may be pending. Confined to the thread of its machine.
 *
 * @param <O> the record class
 */
public final class Emission<O> {
  private static final CompletionStage<?> NOTHING = CompletableFuture.completedFuture(List.of());

  private final CompletionStage<?> awaited;
  private final Supplier<CompletionStage<List<O>>> computation;
  private final long bytes;
  private final long releases;
  private @Nullable CompletionStage<List<O>> records;

  private Emission(
      CompletionStage<?> awaited,
      Supplier<CompletionStage<List<O>>> computation,
      long bytes,
      long releases,
      @Nullable CompletionStage<List<O>> records) {
    this.awaited = awaited;
    this.computation = computation;
    this.bytes = bytes;
    this.releases = releases;
    this.records = records;
  }

  /**
   * An emission that is being computed.
   *
   * @param records the records, in order; completes exceptionally if they cannot be computed, which
   *     fails the recording. Where there are none, nothing is freed before a later emission is
   *     acknowledged
   * @param releases inputs of the machine with a sequence below this are needed by no output from
   *     here on, once this emission and all earlier ones of the machine are acknowledged by the
   *     broker; never decreases from one emission to the next
   */
  public Emission(CompletionStage<List<O>> records, long releases) {
    this(NOTHING, () -> records, 0, releases, records);
  }

  /** An emission whose record is there already. */
  public static <O> Emission<O> of(O record, long releases) {
    return new Emission<>(CompletableFuture.completedFuture(List.of(record)), releases);
  }

  /** An emission of one record that is still being computed. */
  public static <O> Emission<O> later(CompletionStage<O> record, long releases) {
    return new Emission<>(record.thenApply(List::of), releases);
  }

  /**
   * An emission that waits for something outside the stage, for however long.
   *
   * @param awaited what it waits for; completes exceptionally where that will never come
   * @param computation begins to compute the records; called once, in either case
   * @param bytes about how much its records and their making take. It counts as pending from when the
   *     emission is begun until its records are sent, which then count themselves; it decides when
   *     emissions are begun, never what they say
   */
  public static <O> Emission<O> behind(
      CompletionStage<?> awaited,
      Supplier<CompletionStage<List<O>>> computation,
      long bytes,
      long releases) {
    return new Emission<>(awaited, computation, bytes, releases, null);
  }

  /** Whether the records are being computed, or are there. */
  public boolean begun() {
    return records != null;
  }

  /** About how much it takes while it is computed; 0 where nobody waits for room for it. */
  long bytes() {
    return bytes;
  }

  /** What has to be done before this is begun. */
  CompletionStage<?> awaited() {
    return awaited;
  }

  /** The records; begins to compute them if nobody did. */
  public CompletionStage<List<O>> records() {
    CompletionStage<List<O>> begun = records;
    if (begun == null) {
      begun = computation.get();
      records = begun;
    }
    return begun;
  }

  /** Inputs below this are needed by no output behind this emission. */
  public long releases() {
    return releases;
  }
}
