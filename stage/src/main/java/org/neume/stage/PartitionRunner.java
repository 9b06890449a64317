package org.neume.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
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
  private final Map<StreamKey, RecordingRun<I, O>> runs = new LinkedHashMap<>();
  private final StalledInputs stalled;
  private final LateInputs<I> late;
  private final Admission admission;
  private final InputReader<I> reader;
  private final Refusals<O> refused;
  private long lastOffset = -1;
  private long highestOffset = -1;
  private boolean readBefore;
  private long logTime;
  private long highestLogTime;

  /** A partition that goes on from what the logs say. */
  public PartitionRunner(PartitionContext<I, O> context, StartPoint<O> start) {
    this.context = context;
    this.start = start;
    type = context.definition().input();
    stalled = new StalledInputs(context.limits().stallAfter());
    admission = new Admission(context.budget().join());
    reader = new InputReader<>(context.inputs(), type);
    logTime = highestLogTime = start.logTime();
    host =
        new PartitionHost(
            context,
            new Statuses(context.definition().name(), context.statuses()),
            start.outputEnd(),
            this::finished);
    late = new LateInputs<>(type, host, context.budget());
    refused = new Refusals<>(context, host);
  }

  /**
   * Takes the next record of the input partition; one that was taken before is dropped. Any failure
   * that is no recording's fault stops the partition where it stands.
   *
   * @throws RetryLaterException if the record cannot be read now; nothing has changed then
   */
  public void accept(InputRecord source) {
    if (host.stopped() || source.offset() <= lastOffset) {
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
    lastOffset = source.offset();
    readBefore = lastOffset <= highestOffset;
    highestOffset = Math.max(highestOffset, lastOffset);
    long logTimeBefore = logTime;
    logTime = Math.max(logTime, source.timestamp());
    highestLogTime = Math.max(highestLogTime, logTime);
    if (!waiting()) {
      refused.forget(logTime, runs.keySet());
    }
    I input = read.input();
    if (input == null) {
      refuse(source, logTimeBefore, Causes.line(context.definition().name(), read.refusal()));
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
    if (source.offset() + 1 >= start.inputEnd() && !waiting()) {
      // Every open recording of the predecessor has been met by now.
      start.tail().clear();
    }
  }

  /** Whether the input may go on, or has to wait for the broker. */
  public boolean hasRoom() {
    return context.budget().hasRoom() && runs.values().stream().noneMatch(RecordingRun::full);
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
    lastOffset = first.offset() - 1;
    logTime = first.logTimeBefore();
    return OptionalLong.of(first.offset());
  }

  /** Counts anew what the open recordings have gathered, for some of it comes beside the input. */
  public void weigh() {
    try {
      List.copyOf(runs.values()).forEach(RecordingRun::weigh);
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
    RecordingRun<I, O> lowest = lowestHolder();
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

  /** How far the partition is done; null before the first record, and once it was given up. */
  public @Nullable CommitPoint commitPoint() {
    if (lastOffset < 0 || host.failure() != null) {
      return null;
    }
    RecordingRun<I, O> holder = lowestHolder();
    HeldInputs.Held held = holder == null ? null : holder.firstHeld();
    InputPlace place =
        new InputPlace(lastOffset + 1, logTime)
            .lower(held == null ? null : held.place())
            .lower(host.lowestPending())
            .lower(admission.waiting())
            .lower(refused.lowest());
    long tailFrom = start.tail().lowest(host.outputEnd());
    for (RecordingRun<I, O> run : runs.values()) {
      tailFrom = run.outputs().tailOffset(tailFrom);
    }
    return new CommitPoint(
        place.offset(),
        late.tailFrom(place.offset(), stalled.since(logTime), tailFrom),
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
    runs.values().forEach(RecordingRun::close);
    runs.clear();
    late.close();
    admission.close();
  }

  private @Nullable RecordingRun<I, O> lowestHolder() {
    RecordingRun<I, O> lowest = null;
    long offset = Long.MAX_VALUE;
    for (RecordingRun<I, O> run : runs.values()) {
      HeldInputs.Held held = run.firstHeld();
      if (held != null && held.offset() < offset) {
        offset = held.offset();
        lowest = run;
      }
    }
    return lowest;
  }

  /** A record that nothing can be made of: the recording that it names cannot go on. */
  private void refuse(InputRecord source, long logTimeBefore, String cause) {
    String recordingId = InputReader.recording(source);
    List<RecordingRun<I, O>> open =
        runs.values().stream().filter(r -> r.key().recordingId().equals(recordingId)).toList();
    if (waiting() && open.isEmpty()) {
      // The recording that it belongs to may be among those that wait; it will be read again.
      return;
    }
    boolean said = recordingId != null && hasBegun(recordingId);
    if (said) {
      late.met(recordingId, source.offset(), logTime);
    }
    refused.refuse(source, logTimeBefore, logTime, recordingId, cause, said);
    for (RecordingRun<I, O> run : open) {
      if (!run.inputEnded()) {
        run.fail(cause, source, null);
        stalled.remove(run.key());
      }
    }
  }

  /** Whether a recording is open or over here, as far as that is remembered. */
  private boolean hasBegun(String recordingId) {
    return runs.keySet().stream().anyMatch(key -> key.recordingId().equals(recordingId))
        || late.contains(recordingId)
        || start.tail().hasBegun(recordingId);
  }

  /** Whether the end of every stream of a recording comes behind the recording's beginning here. */
  private boolean isStray(String recordingId) {
    return hasBegun(recordingId)
        || (refused.cause(recordingId) == null && start.tail().hasFailed(recordingId));
  }

  /** Of those who began, the runs end what there is; it says nothing else (see {@link Refusals}). */
  private void stray(String recordingId, InputRecord source, long logTimeBefore) {
    // A successor that takes it has to know of the recording, too.
    late.met(recordingId, source.offset(), logTime);
    if (!waiting()) {
      refused.stray(source, logTimeBefore, recordingId);
    }
    // Otherwise it is read again, once, behind what waits.
  }

  private void known(RecordingRun<I, O> run, I input, InputRecord source, long logTimeBefore) {
    long sequence = type.sequence(input);
    run.saw(type.end(input));
    if (run.refuses() || sequence < run.next()) {
      dropped();
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
    stalled.touch(run.key(), type.end(input) == End.OPEN, logTime);
    run.apply(input, source, logTimeBefore);
  }

  private void unknown(StreamKey key, I input, InputRecord source, long logTimeBefore) {
    if (late.take(key, input, source, logTimeBefore, logTime)) {
      dropped();
      return;
    }
    if (key.stream().equals(Streams.EVERY) && isStray(key.recordingId())) {
      stray(key.recordingId(), source, logTimeBefore);
      return;
    }
    boolean waited = waiting();
    String refusal = refused.cause(key.recordingId());
    InputRecord offending = refusal == null ? source : null;
    Map<String, O> known = start.tail().known(key.recordingId());
    Set<String> streams;
    Set<String> endedAtOnce;
    try {
      streams = context.definition().outputStreams(input, known);
      if (streams.isEmpty()) {
        return;
      }
      endedAtOnce = context.definition().endedAtOnce(input);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      if (refusal != null) {
        dropped();
      } else {
        refuse(source, logTimeBefore, Causes.of(context.definition().name(), e));
      }
      return;
    }
    weigh();
    if (!admission.admit(source.offset(), logTimeBefore)) {
      if (!waited) {
        context.listener().waiting(key.recordingId());
      }
      return;
    }
    Map<String, OutputTail.Entry<O>> tail = start.tail().take(key.recordingId(), streams);
    OutputStreams<O> outputs =
        new OutputStreams<>(
            context.definition().output(), key.recordingId(), streams, endedAtOnce, tail);
    if (outputs.ended()) {
      admission.release();
      dropped();
      late.finishedBefore(key, input, source, logTimeBefore, logTime, outputs);
      return;
    }
    if (refusal == null && type.sequence(input) > 0 && tail.isEmpty()) {
      context.listener().gap(key.recordingId());
      refusal =
          Causes.line(
              context.definition().name(),
              "%s starts with record %d, its beginning is not in the log: publish the recording again under a new id"
                  .formatted(key.stream(), type.sequence(input)));
    }
    try {
      outputs.blanks(stream -> context.definition().blank(input, stream, known));
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      refusal = refusal == null ? Causes.of(context.definition().name(), e) : refusal;
    }
    RecordingRun<I, O> run = new RecordingRun<>(context, host, key, outputs);
    runs.put(key, run);
    run.saw(type.end(input));
    if (type.sequence(input) == 0 || refusal != null) {
      run.start(source.timestamp());
    }
    if (refusal == null) {
      stalled.touch(run.key(), type.end(input) == End.OPEN, logTime);
      run.open(input, source, logTimeBefore, OutputStreams.records(tail));
    } else {
      run.hold(type.sequence(input), source, logTimeBefore);
      run.fail(refusal, source, offending);
    }
  }

  /** Counts a record that was had before, unless it is only read again for those that waited. */
  private void dropped() {
    if (!readBefore) {
      context.listener().repeatDropped();
    }
  }

  /** Closes inputs of other recordings that nothing has come for in too long. */
  private void closeStalled(StreamKey current) {
    for (StreamKey key : stalled.at(logTime)) {
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
    late.finished(run, highestOffset, highestLogTime);
  }
}
