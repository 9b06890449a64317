package org.neume.stage;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * One partition of a stage: takes the records of the input partition in order of offset, runs a
 * machine for every recording in it, and knows which inputs are no longer needed.
 *
 * <p>Everything that it does depends on the logs alone, so that a successor which goes on from a
 * {@link CommitPoint} writes the same bytes. Confined to the partition's thread: every method is
 * called there, and every completion comes back there through the context's executor.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
public final class PartitionRunner<I, O> implements AutoCloseable {
  private final PartitionContext<I, O> context;
  private final StreamType<I> type;
  private final StartPoint<O> start;
  private final PartitionHost host;
  private final OpenRuns<I, O> runs = new OpenRuns<>();
  private final StalledInputs stalled;
  private final LateInputs<I> late;
  private final Admission admission;
  private final InputReader<I> reader;
  private final Refusals<O> refused;
  private final Newcomers<I, O> newcomers;
  private final InputPosition position;

  /** A partition that goes on from what the logs say. */
  public PartitionRunner(PartitionContext<I, O> context, StartPoint<O> start) {
    this.context = context;
    this.start = start;
    type = context.definition().input();
    stalled = new StalledInputs(context.limits().stallAfter());
    admission = new Admission(context.budget().join());
    reader = new InputReader<>(context.inputs(), type);
    position = new InputPosition(start.logTime());
    host =
        new PartitionHost(
            context,
            new Statuses(context.definition().name(), context.statuses()),
            start.outputEnd(),
            this::finished);
    late = new LateInputs<>(type, host, context.budget());
    refused = new Refusals<>(context, host);
    newcomers =
        new Newcomers<>(context, host, start.tail(), runs, stalled, late, admission, refused);
  }

  /**
   * Takes the next record of the input partition; one that was taken before is dropped. Any failure
   * that is no recording's fault stops the partition where it stands.
   *
   * @throws RetryLaterException if the record cannot be read now; nothing has changed then
   */
  public void accept(InputRecord source) {
    if (host.stopped() || source.offset() <= position.lastOffset()) {
      return;
    }
    try {
      take(source, reader.read(source));
    } catch (RetryLaterException e) {
      throw e;
    } catch (Throwable e) {
      host.giveUp(e);
    }
  }

  private void take(InputRecord source, InputReader.Read<I> read) {
    TakenInput taken = position.take(source);
    if (!waiting()) {
      refused.forget(taken.logTime(), runs.keys());
    }
    I input = read.input();
    if (input == null) {
      newcomers.refuse(taken, Causes.line(context.definition().name(), read.refusal()));
      return;
    }
    StreamKey key = new StreamKey(type.recordingId(input), type.stream(input));
    context.listener().taking(source, key.recordingId(), type.sequence(input));
    closeStalled(key);
    RecordingRun<I, O> run = runs.get(key);
    if (run == null) {
      newcomers.take(key, input, taken);
    } else {
      goOn(run, input, taken);
    }
    reached(source.offset());
  }

  /**
   * Goes on behind a record that is none of this stage's: nothing of it counts, not even its time, for
   * what wrote it may be far ahead or behind.
   */
  public void pass(long offset) {
    if (host.stopped() || offset <= position.lastOffset()) {
      return;
    }
    position.pass(offset);
    reached(offset);
  }

  private void reached(long offset) {
    if (offset + 1 >= start.inputEnd() && !waiting()) {
      // Every open recording of the predecessor has been met by now.
      start.tail().clear();
    }
  }

  /** Whether the input may go on, or has to wait for the broker. */
  public boolean hasRoom() {
    return context.budget().hasRoom() && !runs.anyFull();
  }

  /** Whether new recordings wait in the log until one of the stage's open ones ends. */
  public boolean waiting() {
    return admission.waiting() != null;
  }

  /** Whether {@link #resume} would succeed while recordings wait. Safe for use by any thread. */
  public boolean mayResume() {
    return admission.hasSlot();
  }

  /**
   * Goes back to the first recording that waits, if there is room for it now.
   *
   * @return the offset to read the input partition again from; empty if nothing waits or has room
   */
  public OptionalLong resume() {
    InputPlace first = host.stopped() ? null : admission.resume();
    if (first == null) {
      return OptionalLong.empty();
    }
    position.goBack(first);
    return OptionalLong.of(first.offset());
  }

  /** Counts anew what the open recordings have gathered, for some of it comes beside the input. */
  public void weigh() {
    try {
      runs.weigh();
    } catch (Throwable e) {
      host.giveUp(e);
    }
  }

  /** Whether some recording's outputs wait for room in the whole stage. */
  public boolean wantsRoom() {
    return host.wantsRoom();
  }

  /** Whether {@link #useRoom} would find room. Safe for use by any thread. */
  public boolean mayUseRoom() {
    return context.budget().hasRoom();
  }

  /** Goes on with outputs that waited for room. */
  public void useRoom() {
    try {
      host.useRoom();
    } catch (Throwable e) {
      host.giveUp(e);
    }
  }

  /** Recordings open now. */
  public int openRecordings() {
    return runs.size();
  }

  /** Why the partition was given up; null while it works. */
  public @Nullable Throwable failure() {
    return host.failure();
  }

  /** The recording that holds the watermark back; null if none does. */
  public @Nullable String holder() {
    RecordingRun<I, O> lowest = runs.lowestHolder();
    return lowest == null ? null : lowest.key().recordingId();
  }

  /** Highest time stamp taken so far, in milliseconds since 1970. */
  public long logTime() {
    return position.logTime();
  }

  /** The offset of the last record taken; -1 before the first. */
  public long lastOffset() {
    return position.lastOffset();
  }

  /** How far the partition is done; null before the first record, and once it was given up. */
  public @Nullable CommitPoint commitPoint() {
    if (position.lastOffset() < 0 || host.failure() != null) {
      return null;
    }
    RecordingRun<I, O> holder = runs.lowestHolder();
    HeldInputs.Held held = holder == null ? null : holder.firstHeld();
    InputPlace place =
        new InputPlace(position.lastOffset() + 1, position.logTime())
            .lower(held == null ? null : held.place())
            .lower(host.lowestPending())
            .lower(admission.waiting())
            .lower(refused.lowest());
    long tailFrom = runs.tailFrom(start.tail().lowest(host.outputEnd()));
    return new CommitPoint(
        place.offset(),
        late.tailFrom(place.offset(), stalled.since(position.logTime()), tailFrom),
        place.logTimeBefore());
  }

  /** Stops the partition for good because of a failure that is no recording's fault. */
  public void giveUp(Throwable cause) {
    host.giveUp(cause);
  }

  /** Frees every machine. Completions that come later are ignored. */
  @Override
  public void close() {
    host.close();
    runs.close();
    late.close();
    admission.close();
  }

  /** The next input of an open stream, a repeat, or one behind a gap. */
  private void goOn(RecordingRun<I, O> run, I input, TakenInput taken) {
    InputRecord source = taken.source();
    long sequence = type.sequence(input);
    run.saw(type.end(input));
    if (run.refuses() || sequence < run.next()) {
      if (!taken.again()) {
        // Otherwise it is only read again for those that waited.
        context.listener().repeatDropped();
      }
      return;
    }
    if (sequence > run.next()) {
      context.listener().gap(run.key().recordingId());
      stalled.remove(run.key());
      run.fail(
          Causes.line(
              context.definition().name(),
              "record %d of %s is missing, %d came instead: publish the recording again under a new id"
                  .formatted(run.next(), run.key().stream(), sequence)),
          source,
          source);
      return;
    }
    stalled.touch(run.key(), type.end(input) == End.OPEN, taken.logTime());
    run.apply(input, source, taken.logTimeBefore());
  }

  /** Closes inputs of other recordings that nothing has come for in too long. */
  private void closeStalled(StreamKey current) {
    for (StreamKey key : stalled.at(position.logTime())) {
      RecordingRun<I, O> run = runs.get(key);
      if (run != null && !key.equals(current)) {
        stalled.remove(key);
        run.stalled(stalled.cause());
      }
    }
  }

  private void finished(RecordingRun<?, ?> run) {
    runs.remove(run.key());
    stalled.remove(run.key());
    admission.release();
    late.finished(run, position.highestOffset(), position.highestLogTime());
  }
}
