package org.neume.stage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;

/**
 * What becomes of inputs whose stream is not open in their partition: it is opened, or waits in the log,
 * or was over before, or is refused. Confined to the partition's thread.
 */
final class Newcomers<I, O> {
  private final PartitionContext<I, O> context;
  private final StreamType<I> type;
  private final PartitionHost host;
  private final OutputTail<O> tail;
  private final OpenRuns<I, O> runs;
  private final StalledInputs stalled;
  private final LateInputs<I> late;
  private final Admission admission;
  private final Refusals<O> refused;

  Newcomers(
      PartitionContext<I, O> context,
      PartitionHost host,
      OutputTail<O> tail,
      OpenRuns<I, O> runs,
      StalledInputs stalled,
      LateInputs<I> late,
      Admission admission,
      Refusals<O> refused) {
    this.context = context;
    type = context.definition().input();
    this.host = host;
    this.tail = tail;
    this.runs = runs;
    this.stalled = stalled;
    this.late = late;
    this.admission = admission;
    this.refused = refused;
  }

  /** A record that nothing can be made of: what it belongs to cannot go on. */
  void refuse(TakenInput taken, String cause) {
    if (!context.definition().takesSingleRecords()) {
      refuseRecording(taken, cause);
    } else if (admission.waiting() == null) {
      refused.refuse(taken.source(), taken.logTimeBefore(), cause);
    }
    // Otherwise it is read again, once, behind what waits.
  }

  /** The recording that it names cannot go on. */
  private void refuseRecording(TakenInput taken, String cause) {
    String recordingId = InputReader.recording(taken.source());
    List<RecordingRun<I, O>> open = runs.of(recordingId);
    if (admission.waiting() != null && open.isEmpty()) {
      // The recording that it belongs to may be among those that wait; it will be read again.
      return;
    }
    boolean said = recordingId != null && hasBegun(recordingId);
    if (recordingId != null && said) {
      late.met(recordingId, taken.offset(), taken.logTime());
    }
    refused.refuse(
        taken.source(), taken.logTimeBefore(), taken.logTime(), recordingId, cause, said);
    for (RecordingRun<I, O> run : open) {
      if (!run.inputEnded()) {
        run.fail(cause, taken.source(), null);
        stalled.remove(run.key());
      }
    }
  }

  /** Whether a recording is open or over here, as far as that is remembered. */
  private boolean hasBegun(String recordingId) {
    return !runs.of(recordingId).isEmpty()
        || late.contains(recordingId)
        || tail.hasBegun(recordingId);
  }

  /** Whether the end of every stream of a recording comes behind the recording's beginning here. */
  private boolean isStray(String recordingId) {
    return hasBegun(recordingId)
        || (refused.cause(recordingId) == null && tail.hasFailed(recordingId));
  }

  /** Of those who began, the runs end what there is; it says nothing else (see {@link Refusals}). */
  private void stray(String recordingId, TakenInput taken) {
    // A successor that takes it has to know of the recording, too.
    late.met(recordingId, taken.offset(), taken.logTime());
    if (admission.waiting() == null) {
      refused.stray(taken.source(), taken.logTimeBefore(), recordingId);
    }
    // Otherwise it is read again, once, behind what waits.
  }

  /** An input of a stream that is not open. */
  void take(StreamKey key, I input, TakenInput taken) {
    if (late.take(key, input, taken.source(), taken.logTimeBefore(), taken.logTime())) {
      dropped(taken);
      return;
    }
    if (key.stream().equals(Streams.EVERY) && isStray(key.recordingId())) {
      stray(key.recordingId(), taken);
      return;
    }
    Map<String, O> known = tail.known(key.recordingId());
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
      if (refused.cause(key.recordingId()) != null) {
        dropped(taken);
      } else {
        refuse(taken, Causes.of(context.definition().name(), e));
      }
      return;
    }
    if (admitted(key, taken)) {
      open(key, input, taken, streams, endedAtOnce, known);
    }
  }

  private boolean admitted(StreamKey key, TakenInput taken) {
    boolean waited = admission.waiting() != null;
    runs.weigh();
    boolean admitted = admission.admit(taken.offset(), taken.logTimeBefore());
    if (!admitted && !waited) {
      context.listener().waiting(key.recordingId());
    }
    return admitted;
  }

  /** Opens a stream that was admitted, unless a predecessor was done with it. */
  private void open(
      StreamKey key,
      I input,
      TakenInput taken,
      Set<String> streams,
      Set<String> endedAtOnce,
      Map<String, O> known) {
    Map<String, OutputTail.Entry<O>> last = tail.take(key.recordingId(), streams);
    OutputStreams<O> outputs =
        new OutputStreams<>(
            context.definition().output(), key.recordingId(), streams, endedAtOnce, last);
    InputRecord source = taken.source();
    if (outputs.ended()) {
      admission.release();
      dropped(taken);
      late.finishedBefore(key, input, source, taken.logTimeBefore(), taken.logTime(), outputs);
      return;
    }
    String before = refused.cause(key.recordingId());
    String refusal = before == null ? missing(key, input, last.isEmpty()) : before;
    try {
      outputs.blanks(stream -> context.definition().blank(input, stream, known));
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      refusal = refusal == null ? Causes.of(context.definition().name(), e) : refusal;
    }
    RecordingRun<I, O> run = new RecordingRun<>(context, host, key, outputs);
    runs.add(run);
    context
        .listener()
        .opened(source, key.recordingId(), key.stream(), type.sequence(input), outputs.next());
    run.saw(type.end(input));
    if (type.sequence(input) == 0 || refusal != null) {
      run.start(source.timestamp());
    }
    if (refusal == null) {
      stalled.touch(run.key(), type.end(input) == End.OPEN, taken.logTime());
      run.open(input, source, taken.logTimeBefore(), OutputStreams.records(last));
    } else {
      run.hold(type.sequence(input), source, taken.logTimeBefore());
      run.fail(refusal, source, before == null ? source : null);
    }
  }

  /** Why a stream cannot begin here; null if it can, or goes on behind outputs in the log. */
  private @Nullable String missing(StreamKey key, I input, boolean nothingWritten) {
    if (type.sequence(input) == 0 || !nothingWritten) {
      return null;
    }
    context.listener().gap(key.recordingId());
    return Causes.line(
        context.definition().name(),
        "%s starts with record %d, its beginning is not in the log: publish the recording again under a new id"
            .formatted(key.stream(), type.sequence(input)));
  }

  /** Counts a record that was had before, unless it is only read again for those that waited. */
  private void dropped(TakenInput taken) {
    if (!taken.again()) {
      context.listener().repeatDropped();
    }
  }
}
