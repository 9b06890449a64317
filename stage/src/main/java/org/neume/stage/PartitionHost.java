package org.neume.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a partition's records and brings every completion back to the partition's thread, until the
 * partition is closed or given up. Confined to that thread.
 */
final class PartitionHost implements RunHost {
  private final PartitionContext<?, ?> context;
  private final Statuses statuses;
  private final Consumer<RecordingRun<?, ?>> whenFinished;
  private final PendingOffsets pending = new PendingOffsets();
  // Records other than outputs that the broker does not hold yet; outputs are counted by their run.
  private int unheldRecords;
  private long unheldBytes;
  private long outputEnd;
  private boolean closed;
  private @Nullable Throwable failure;

  PartitionHost(
      PartitionContext<?, ?> context,
      Statuses statuses,
      long outputEnd,
      Consumer<RecordingRun<?, ?>> whenFinished) {
    this.context = context;
    this.statuses = statuses;
    this.outputEnd = outputEnd;
    this.whenFinished = whenFinished;
  }

  @Override
  public Statuses statuses() {
    return statuses;
  }

  @Override
  public void send(OutputRecord record, LongConsumer acknowledged) {
    if (stopped()) {
      return;
    }
    CompletionStage<Long> written;
    try {
      written = context.outbox().send(record);
    } catch (RuntimeException e) {
      giveUp(e);
      return;
    }
    count(record, 1);
    onThread(
        written,
        (offset, error) -> {
          if (error != null) {
            giveUp(error);
            return;
          }
          count(record, -1);
          if (record.kind() == OutputRecord.Kind.OUTPUT) {
            outputEnd = Math.max(outputEnd, offset + 1);
          }
          acknowledged.accept(offset);
        });
  }

  /** Sends a record that an input without an open recording led to, and holds the input for it. */
  void sendHolding(long offset, long logTimeBefore, OutputRecord record) {
    pending.add(offset, logTimeBefore);
    send(record, written -> pending.remove(offset));
  }

  /** Sends an input without an open recording to the dead letters. */
  void deadLetter(InputRecord source, long logTimeBefore, String cause) {
    context.listener().deadLetter(cause);
    sendHolding(source.offset(), logTimeBefore, DeadLetter.of(context, source, cause));
  }

  /** Says that a recording failed with its first input, which nothing could be made of. */
  void failed(InputRecord source, long logTimeBefore, String recordingId, String cause) {
    context.listener().failed(recordingId, cause);
    long at = source.timestamp();
    sendHolding(source.offset(), logTimeBefore, statuses.started(recordingId, at));
    sendHolding(source.offset(), logTimeBefore, statuses.failed(recordingId, cause, 0, null, at));
  }

  @Override
  public void whenDone(CompletableFuture<?> record, Runnable action) {
    onThread(record, (value, error) -> action.run());
  }

  @Override
  public void finished(RecordingRun<?, ?> run) {
    whenFinished.accept(run);
  }

  /** The lowest input that is held without an open recording; null if none is. */
  @Nullable InputPlace lowestPending() {
    return pending.lowest();
  }

  /** The end of the output partition as far as it is known. */
  long outputEnd() {
    return outputEnd;
  }

  /** Whether nothing is sent or heard any more. */
  boolean stopped() {
    return closed || failure != null;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** Stops because of a failure that is no recording's fault; the first one counts. */
  void giveUp(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  void close() {
    closed = true;
    context.budget().addRecords(-unheldRecords);
    context.budget().addBytes(-unheldBytes);
    unheldRecords = 0;
    unheldBytes = 0;
  }

  /** Counts a status or a dead letter in the stage's budget, or off it. */
  private void count(OutputRecord record, int sign) {
    if (record.kind() != OutputRecord.Kind.OUTPUT) {
      long bytes = (long) sign * record.size();
      unheldRecords += sign;
      unheldBytes += bytes;
      context.budget().addRecords(sign);
      context.budget().addBytes(bytes);
    }
  }

  private <T> void onThread(
      CompletionStage<T> stage, BiConsumer<? super T, ? super @Nullable Throwable> action) {
    var unused =
        stage.whenCompleteAsync(
            (value, error) -> {
              if (stopped()) {
                return;
              }
              try {
                action.accept(value, error);
              } catch (Throwable e) {
                giveUp(e);
              }
            },
            context.executor());
  }
}
