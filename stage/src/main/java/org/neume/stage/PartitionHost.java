package org.neume.stage;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final ArrayDeque<Runnable> forRoom = new ArrayDeque<>();
  // What the broker does not hold yet of all but runs' outputs, which each run counts itself.
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
    send(record, record.kind() != OutputRecord.Kind.OUTPUT, acknowledged);
  }

  private void send(OutputRecord record, boolean counted, LongConsumer acknowledged) {
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
    count(record, counted ? 1 : 0);
    onThread(
        written,
        (offset, error) -> {
          if (error != null) {
            giveUp(error);
            return;
          }
          count(record, counted ? -1 : 0);
          if (record.kind() == OutputRecord.Kind.OUTPUT) {
            outputEnd = Math.max(outputEnd, offset + 1);
          }
          acknowledged.accept(offset);
        });
  }

  /** Sends a record that an input without an open recording led to, and holds the input for it. */
  void sendHolding(long offset, long logTimeBefore, OutputRecord record) {
    sendHolding(offset, logTimeBefore, List.of(record), () -> {});
  }

  /** Sends several of these, then acts; the broker holds all of them by then. */
  void sendHolding(long offset, long logTimeBefore, List<OutputRecord> records, Runnable whenHeld) {
    AtomicInteger open = new AtomicInteger(records.size());
    for (OutputRecord record : records) {
      pending.add(offset, logTimeBefore);
      send(
          record,
          true,
          written -> {
            if (open.decrementAndGet() == 0) {
              whenHeld.run();
            }
            pending.remove(offset);
          });
    }
  }

  @Override
  public void whenDone(CompletableFuture<?> record, Runnable action) {
    onThread(record, (value, error) -> action.run());
  }

  @Override
  public void whenRoom(Runnable action) {
    forRoom.addLast(action);
  }

  /** Whether some recording waits for room. */
  boolean wantsRoom() {
    return !forRoom.isEmpty();
  }

  /** Lets recordings that wait for room go on, as far as there is some. */
  void useRoom() {
    while (!stopped() && wantsRoom() && context.budget().hasRoom()) {
      forRoom.removeFirst().run();
    }
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
  @Override
  public void giveUp(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  void close() {
    closed = true;
    forRoom.clear();
    context.budget().addRecords(-unheldRecords);
    context.budget().addBytes(-unheldBytes);
    unheldRecords = 0;
    unheldBytes = 0;
  }

  /** Counts a record in the stage's budget, or off it, or not at all. */
  private void count(OutputRecord record, int sign) {
    long bytes = (long) sign * record.size();
    unheldRecords += sign;
    unheldBytes += bytes;
    context.budget().addRecords(sign);
    context.budget().addBytes(bytes);
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
                useRoom();
              } catch (Throwable e) {
                giveUp(e);
              }
            },
            context.executor());
  }
}
