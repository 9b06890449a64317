package org.neume.stage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * One open input stream of one recording: its machine, the inputs that it still needs, and what it
 * emitted, which leaves in order. Confined to the partition's thread.
 */
final class RecordingRun<I, O> {
  private final PartitionContext<I, O> context;
  private final RunHost host;
  private final StreamKey key;
  private final OutputStreams<O> outputs;
  private final RunSender<O> sender;
  private final RunSteps<O> steps;
  private final HeldInputs held = new HeldInputs();
  private @Nullable RecordingMachine<I, O> machine;
  // The record that closes the input if nothing follows; keeps the position, not the payload.
  private @Nullable I closing;
  private long next;
  private double seconds;
  private long gathered;
  private long lastTimestamp;
  private boolean inputEnded;
  private boolean sawLastInput;

  RecordingRun(
      PartitionContext<I, O> context, RunHost host, StreamKey key, OutputStreams<O> outputs) {
    this.context = context;
    this.host = host;
    this.key = key;
    this.outputs = outputs;
    sender = new RunSender<>(context, host, key.recordingId(), outputs, this::progressed);
    steps = new RunSteps<>(context, host, key.recordingId(), outputs, sender, this::over);
  }

  StreamKey key() {
    return key;
  }

  OutputStreams<O> outputs() {
    return outputs;
  }

  /** The input sequence to be applied next. */
  long next() {
    return next;
  }

  /** Whether inputs are no longer applied: the input has ended or the recording was given up. */
  boolean refuses() {
    return steps.refusing() || inputEnded;
  }

  boolean inputEnded() {
    return inputEnded;
  }

  /** Notes how a record of the input stream ended it, whether it is applied or not. */
  void saw(End end) {
    sawLastInput |= end != End.OPEN;
  }

  /** Whether the log had the input's last record; a stalled input may still go on. */
  boolean sawLastInput() {
    return sawLastInput;
  }

  HeldInputs.@Nullable Held firstHeld() {
    return held.first();
  }

  /** Whether this recording alone has so much pending that the input must wait. */
  boolean full() {
    return sender.pending() >= context.limits().pendingRecordsPerRecording();
  }

  /** Says that the stage starts with this recording; its inputs are held until that is known. */
  void start(long timestamp) {
    sender.start(timestamp);
  }

  /** Opens the machine and applies the first input. */
  void open(I first, InputRecord source, long logTimeBefore, Map<String, O> lastOutputs) {
    next = context.definition().input().sequence(first);
    held.add(next, source.offset(), logTimeBefore);
    try {
      Origin origin = new Origin(context.partition(), source.timestamp());
      machine = context.definition().open(first, lastOutputs, origin);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      fail(Causes.of(context.definition().name(), e), source, source);
      return;
    }
    step(first, source);
  }

  /** Holds an input without applying it, for a recording that fails with it. */
  void hold(long sequence, InputRecord source, long logTimeBefore) {
    next = sequence;
    held.add(sequence, source.offset(), logTimeBefore);
  }

  /** Applies the next input. */
  void apply(I input, InputRecord source, long logTimeBefore) {
    held.add(next, source.offset(), logTimeBefore);
    step(input, source);
  }

  /** Closes the input where it stands: nothing has come for too long in log time. */
  void stalled(String cause) {
    I last = closing;
    if (last == null || refuses()) {
      return;
    }
    StreamType<I> type = context.definition().input();
    // The log holds no such record, so there is none to blame; it stands where the last one stood.
    step(
        type.aborted(key.recordingId(), key.stream(), next, cause, last),
        new InputRecord(-1, lastTimestamp, key.recordingId(), null));
  }

  private void step(I input, InputRecord source) {
    StreamType<I> type = context.definition().input();
    RecordingMachine<I, O> opened = machine;
    if (opened == null) {
      throw new IllegalStateException("no machine is open for " + key);
    }
    List<Emission<O>> emissions;
    try {
      emissions = opened.apply(input);
      weigh(opened.gatheredBytes());
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      fail(Causes.of(context.definition().name(), e), source, source);
      return;
    }
    long sequence = next++;
    lastTimestamp = source.timestamp();
    context.listener().applied(source, Math.max(0, type.endSeconds(input) - seconds));
    seconds = Math.max(seconds, type.endSeconds(input));
    closing = type.aborted(key.recordingId(), key.stream(), next, "", input);
    steps.emitted(emissions, sequence, source);
    if (type.end(input) != End.OPEN) {
      inputEnded = true;
      steps.end(next, source.timestamp());
    }
    steps.pump();
  }

  /**
   * Gives the recording up behind what was emitted so far.
   *
   * @param cause one line
   * @param source where in log time this happens
   * @param offending the input to blame, for the dead letters; null if there is none or it is there
   *     already
   */
  void fail(String cause, InputRecord source, @Nullable InputRecord offending) {
    steps.fail(cause, next, source, offending);
  }

  /** The broker holds more than before. */
  private void progressed() {
    held.release(sender.releases());
    steps.pump();
  }

  /**
   * Counts what the machine has gathered since it was asked last: where an output waits for a stream
   * beside the input, that is more and more while no input comes.
   */
  void weigh() {
    RecordingMachine<I, O> opened = machine;
    if (opened == null) {
      return;
    }
    try {
      weigh(opened.gatheredBytes());
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      InputRecord here = new InputRecord(-1, lastTimestamp, key.recordingId(), null);
      fail(Causes.of(context.definition().name(), e), here, null);
    }
  }

  private void weigh(long bytes) {
    context.budget().addGathered(bytes - gathered);
    gathered = bytes;
  }

  private void over() {
    close();
    host.finished(this);
  }

  /** Frees the machine, and the budget of what will now never be acknowledged. */
  void close() {
    context.listener().closed(key.recordingId(), key.stream());
    sender.close();
    weigh(0);
    RecordingMachine<I, O> opened = machine;
    machine = null;
    if (opened != null) {
      opened.close();
    }
  }
}
