package org.neume.stage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
  private final Statuses statuses;
  private final PartitionHost host;
  private final Map<StreamKey, RecordingRun<I, O>> runs = new LinkedHashMap<>();
  // Open inputs, longest idle first, with the log time of their last record.
  private final LinkedHashMap<StreamKey, Long> idle = new LinkedHashMap<>();
  private final FinishedRecordings finished;
  private long lastOffset = -1;
  private long logTime;

  /** A partition that goes on from what the logs say. */
  public PartitionRunner(PartitionContext<I, O> context, StartPoint<O> start) {
    this.context = context;
    this.start = start;
    type = context.definition().input();
    statuses = new Statuses(context.definition().name(), context.statuses());
    finished = new FinishedRecordings(context.limits().remembered());
    logTime = start.logTime();
    host = new PartitionHost(context, statuses, start.outputEnd(), this::finished);
  }

  /** Takes the next record of the input partition. A record that was taken before is dropped. */
  public void accept(InputRecord source) {
    if (host.stopped() || source.offset() <= lastOffset) {
      return;
    }
    lastOffset = source.offset();
    long logTimeBefore = logTime;
    logTime = Math.max(logTime, source.timestamp());
    I input;
    try {
      input = decode(source);
    } catch (RuntimeException e) {
      unreadable(source, logTimeBefore, e);
      return;
    }
    StreamKey key = new StreamKey(type.recordingId(input), type.stream(input));
    closeStalled(key);
    RecordingRun<I, O> run = runs.get(key);
    if (run == null) {
      unknown(key, input, source, logTimeBefore);
    } else {
      known(run, input, source, logTimeBefore);
    }
    if (source.offset() + 1 >= start.inputEnd()) {
      // Every open recording of the predecessor has been met by now.
      start.tail().clear();
    }
  }

  /** Whether the input may go on, or has to wait for the broker. */
  public boolean hasRoom() {
    return context.budget().hasRoom() && runs.values().stream().noneMatch(RecordingRun::full);
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
    RecordingRun<I, O> lowest = null;
    long offset = Long.MAX_VALUE;
    for (RecordingRun<I, O> run : runs.values()) {
      HeldInputs.Held held = run.firstHeld();
      if (held != null && held.offset() < offset) {
        offset = held.offset();
        lowest = run;
      }
    }
    return lowest == null ? null : lowest.key().recordingId();
  }

  /** Highest time stamp taken so far, in milliseconds since 1970. */
  public long logTime() {
    return logTime;
  }

  /** The offset of the last record taken; -1 before the first. */
  public long lastOffset() {
    return lastOffset;
  }

  /** How far the partition is done; null before the first record. */
  public @Nullable CommitPoint commitPoint() {
    if (lastOffset < 0) {
      return null;
    }
    long offset = lastOffset + 1;
    long before = logTime;
    for (RecordingRun<I, O> run : runs.values()) {
      HeldInputs.Held held = run.firstHeld();
      if (held != null && held.offset() < offset) {
        offset = held.offset();
        before = held.logTimeBefore();
      }
    }
    PendingOffsets.Lowest lowest = host.lowestPending();
    if (lowest != null && lowest.offset() < offset) {
      offset = lowest.offset();
      before = lowest.logTimeBefore();
    }
    long tailFrom = start.tail().lowest(host.outputEnd());
    for (RecordingRun<I, O> run : runs.values()) {
      tailFrom = run.outputs().tailOffset(tailFrom);
    }
    return new CommitPoint(offset, finished.tailFrom(offset, idleSince(), tailFrom), before);
  }

  /** Stops the partition for good because of a failure that is no recording's fault. */
  public void giveUp(Throwable cause) {
    host.giveUp(cause);
  }

  /** Frees every machine. Completions that come later are ignored. */
  @Override
  public void close() {
    host.close();
    runs.values().forEach(RecordingRun::close);
    runs.clear();
  }

  private I decode(InputRecord source) {
    byte[] value = source.value();
    if (value == null) {
      throw new InvalidInputException("the record is empty: publish records of the chain alone");
    }
    I input = context.inputs().decode(value);
    if (!type.recordingId(input).equals(source.key())) {
      throw new InvalidInputException(
          "the key %s is not the recording %s: publish with the recording as the key"
              .formatted(source.key(), type.recordingId(input)));
    }
    return input;
  }

  /** A record that says nothing but its key: the recording that it names cannot go on. */
  private void unreadable(InputRecord source, long logTimeBefore, RuntimeException failure) {
    String cause =
        Causes.line(
            context.definition().name(), "an input cannot be read: " + failure.getMessage());
    context.listener().deadLetter(cause);
    host.sendHolding(source.offset(), logTimeBefore, DeadLetter.of(context, source, cause));
    String recordingId = source.key();
    if (recordingId == null) {
      return;
    }
    boolean open = false;
    for (RecordingRun<I, O> run : Set.copyOf(runs.values())) {
      if (run.key().recordingId().equals(recordingId)) {
        open = true;
        if (!run.inputEnded()) {
          run.fail(cause, source, null);
          idle.remove(run.key());
        }
      }
    }
    if (!open && !finished.contains(recordingId)) {
      context.listener().failed(recordingId, cause);
      long at = source.timestamp();
      host.sendHolding(source.offset(), logTimeBefore, statuses.started(recordingId, at));
      host.sendHolding(
          source.offset(), logTimeBefore, statuses.failed(recordingId, cause, 0, null, at));
    }
  }

  private void known(RecordingRun<I, O> run, I input, InputRecord source, long logTimeBefore) {
    long sequence = type.sequence(input);
    run.saw(type.end(input));
    if (run.refuses() || sequence < run.next()) {
      context.listener().repeatDropped();
      return;
    }
    if (sequence > run.next()) {
      context.listener().gap(run.key().recordingId());
      idle.remove(run.key());
      run.fail(
          Causes.line(
              context.definition().name(),
              "record %d of %s is missing, %d came instead: publish the recording again under a new id"
                  .formatted(run.next(), run.key().stream(), sequence)),
          source,
          source);
      return;
    }
    touch(run, input);
    run.apply(input, source, logTimeBefore);
  }

  private void unknown(StreamKey key, I input, InputRecord source, long logTimeBefore) {
    FinishedRecordings.Finished done = finished.get(key);
    if (done != null) {
      late(done, key, input, source, logTimeBefore);
      return;
    }
    Set<String> streams;
    String refusal = null;
    try {
      streams = context.definition().outputStreams(input);
      if (streams.isEmpty()) {
        return;
      }
    } catch (RuntimeException e) {
      streams = Set.of();
      refusal = Causes.of(context.definition().name(), e);
    }
    Map<String, OutputTail.Entry<O>> tail = start.tail().take(key.recordingId(), streams);
    OutputStreams<O> outputs =
        new OutputStreams<>(context.definition().output(), key.recordingId(), streams, tail);
    if (!streams.isEmpty() && outputs.ended()) {
      finishedBefore(key, input, source, logTimeBefore, outputs);
      return;
    }
    if (refusal == null) {
      refusal = refusal(key, input, tail.isEmpty());
    }
    RecordingRun<I, O> run = new RecordingRun<>(context, host, key, outputs);
    runs.put(key, run);
    run.saw(type.end(input));
    if (type.sequence(input) == 0 || refusal != null) {
      run.start(source.timestamp());
    }
    if (refusal == null) {
      touch(run, input);
      run.open(input, source, logTimeBefore, OutputStreams.records(tail));
    } else {
      run.hold(type.sequence(input), source, logTimeBefore);
      run.fail(refusal, source, source);
    }
  }

  private @Nullable String refusal(StreamKey key, I input, boolean noOutput) {
    if (type.sequence(input) > 0 && noOutput) {
      context.listener().gap(key.recordingId());
      return Causes.line(
          context.definition().name(),
          "%s starts with record %d, its beginning is not in the log: publish the recording again under a new id"
              .formatted(key.stream(), type.sequence(input)));
    }
    if (runs.size() >= context.limits().recordings()) {
      return Causes.line(
          context.definition().name(),
          "%d recordings are open in this partition: publish it again later, or raise neume.stage.recordings"
              .formatted(runs.size()));
    }
    return null;
  }

  /** A recording that a predecessor finished: only what may not have been said is said again. */
  private void finishedBefore(
      StreamKey key, I input, InputRecord source, long logTimeBefore, OutputStreams<O> outputs) {
    if (type.sequence(input) == 0) {
      host.sendHolding(
          source.offset(), logTimeBefore, statuses.started(key.recordingId(), source.timestamp()));
    }
    // FAILED was acknowledged before the outputs were closed, COMPLETED may not have been sent.
    FinishedRecordings.Finished done =
        new FinishedRecordings.Finished(
            outputs.tailOffset(host.outputEnd()), outputs.aborted() ? null : outputs);
    finished.add(key, done);
    late(done, key, input, source, logTimeBefore);
  }

  /** A record of a recording that is finished. */
  private void late(
      FinishedRecordings.Finished done,
      StreamKey key,
      I input,
      InputRecord source,
      long logTimeBefore) {
    context.listener().repeatDropped();
    done.seen(source.offset(), logTime, type.end(input) != End.OPEN);
    OutputStreams<?> outputs = done.unconfirmed();
    if (outputs != null && type.end(input) != End.OPEN) {
      done.confirm();
      long inputs = type.sequence(input) + 1;
      host.sendHolding(
          source.offset(),
          logTimeBefore,
          statuses.completed(key.recordingId(), inputs, outputs, source.timestamp()));
    }
  }

  private void touch(RecordingRun<I, O> run, I input) {
    idle.remove(run.key());
    if (type.end(input) == End.OPEN) {
      idle.put(run.key(), logTime);
    }
  }

  /** Closes inputs of other recordings that nothing has come for in too long. */
  private void closeStalled(StreamKey current) {
    long since = idleSince();
    Iterator<Map.Entry<StreamKey, Long>> longestIdle = idle.entrySet().iterator();
    while (longestIdle.hasNext()) {
      Map.Entry<StreamKey, Long> entry = longestIdle.next();
      if (entry.getValue() >= since) {
        return;
      }
      RecordingRun<I, O> run = runs.get(entry.getKey());
      if (run != null && !entry.getKey().equals(current)) {
        longestIdle.remove();
        run.stalled(
            Causes.line(
                context.definition().name(),
                "%s stalled, nothing came for %d s: publish the recording again under a new id"
                    .formatted(run.key().stream(), context.limits().stallAfter().toSeconds())));
      }
    }
  }

  /** Inputs whose last record is older than this log time have stalled. */
  private long idleSince() {
    return logTime == CommitPoint.NO_TIME
        ? CommitPoint.NO_TIME
        : logTime - context.limits().stallAfter().toMillis();
  }

  private void finished(RecordingRun<?, ?> run) {
    runs.remove(run.key());
    idle.remove(run.key());
    FinishedRecordings.Finished done =
        new FinishedRecordings.Finished(run.outputs().tailOffset(host.outputEnd()), null);
    done.seen(lastOffset, logTime, run.sawLastInput());
    finished.add(run.key(), done);
  }
}
