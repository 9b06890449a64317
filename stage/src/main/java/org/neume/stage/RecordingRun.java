package org.neume.stage;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * One open input stream of one recording: its machine, what it emitted, and what the broker has.
 *
 * <p>Emissions leave in order. Invariants: a stream is closed as ABORTED only after the broker holds
 * the FAILED status and the dead letter, so that no failure is silent wherever the stage stops;
 * COMPLETED is sent only after the broker holds every output. Confined to the partition's thread.
 */
final class RecordingRun<I, O> {
  private final PartitionContext<I, O> context;
  private final RunHost host;
  private final StreamKey key;
  private final OutputStreams<O> outputs;
  private final HeldInputs held = new HeldInputs();
  private final ArrayDeque<Step<O>> steps = new ArrayDeque<>();
  private final ArrayDeque<SentOutput> sent = new ArrayDeque<>();
  private @Nullable RecordingMachine<I, O> machine;
  // The record that closes the input if nothing follows; keeps the position, not the payload.
  private @Nullable I closing;
  private long next;
  private double seconds;
  private long lastTimestamp;
  private long releases;
  private int pendingEmissions;
  private int gates;
  private boolean startPending;
  private boolean failureSent;
  private boolean completionSent;
  private boolean inputEnded;
  private boolean refusing;
  private boolean sawLastInput;

  RecordingRun(
      PartitionContext<I, O> context, RunHost host, StreamKey key, OutputStreams<O> outputs) {
    this.context = context;
    this.host = host;
    this.key = key;
    this.outputs = outputs;
    // A predecessor that closed a stream as aborted had said why before, in status and dead letter.
    failureSent = outputs.aborted();
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
    return refusing || inputEnded;
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
    return pendingEmissions >= context.limits().pendingRecordsPerRecording();
  }

  /** Says that the stage starts with this recording; its inputs are held until that is known. */
  void start(long timestamp) {
    startPending = true;
    host.send(
        host.statuses().started(key.recordingId(), timestamp),
        offset -> {
          startPending = false;
          held.release(releases);
          pump();
        });
  }

  /** Opens the machine and applies the first input. */
  void open(I first, InputRecord source, long logTimeBefore, Map<String, O> lastOutputs) {
    next = context.definition().input().sequence(first);
    held.add(next, source.offset(), logTimeBefore);
    try {
      Origin origin = new Origin(context.partition(), source.timestamp());
      machine = context.definition().open(first, lastOutputs, origin);
    } catch (RuntimeException e) {
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
    } catch (RuntimeException e) {
      fail(Causes.of(context.definition().name(), e), source, source);
      return;
    }
    long sequence = next++;
    lastTimestamp = source.timestamp();
    context.listener().applied(Math.max(0, type.endSeconds(input) - seconds));
    seconds = Math.max(seconds, type.endSeconds(input));
    closing = type.aborted(key.recordingId(), key.stream(), next, "", input);
    for (Emission<O> emission : emissions) {
      CompletableFuture<List<O>> records = emission.records().toCompletableFuture();
      steps.addLast(new Step.Emit<>(emission, records, sequence, source));
      count(1);
      if (!records.isDone()) {
        host.whenDone(records, this::pump);
      }
    }
    if (type.end(input) != End.OPEN) {
      inputEnded = true;
      steps.addLast(new Step.Finish<>(next, source.timestamp()));
    }
    pump();
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
    if (refusing) {
      return;
    }
    refusing = true;
    steps.removeIf(Step.Finish.class::isInstance);
    steps.addLast(new Step.Fail<>(said(cause), next, source.timestamp(), blamed(offending)));
    steps.addLast(new Step.Finish<>(next, source.timestamp()));
    pump();
  }

  /** What a predecessor said when it closed some of the streams and was stopped, or the cause. */
  private String said(String cause) {
    String before = outputs.cause();
    return before == null ? cause : Causes.cut(before);
  }

  private static @Nullable InputRecord blamed(@Nullable InputRecord input) {
    return input == null || input.offset() < 0 ? null : input;
  }

  /** Sends whatever may be sent now. */
  private void pump() {
    while (gates == 0 && !steps.isEmpty() && advance(steps.getFirst())) {
      // each turn sends one step or closes a gate
    }
  }

  /** Takes one step further; false if it has to wait. */
  private boolean advance(Step<O> step) {
    if (step instanceof Step.Emit<O> emit) {
      return emit(emit);
    }
    if (step instanceof Step.Write<O> write) {
      return write(write);
    }
    if (step instanceof Step.Fail<O> fail) {
      return abort(fail);
    }
    return finish((Step.Finish<O>) step);
  }

  /** Puts the records of an emission where it stood, once they are there. */
  private boolean emit(Step.Emit<O> emit) {
    if (!emit.records().isDone()) {
      return false;
    }
    List<O> records;
    try {
      records = emit.records().join();
    } catch (CompletionException | CancellationException e) {
      return giveUp(emit.input(), emit.source(), Causes.of(context.definition().name(), e));
    }
    steps.removeFirst();
    count(records.size() - 1);
    for (int i = records.size() - 1; i >= 0; i--) {
      long frees = i == records.size() - 1 ? emit.emission().releases() : 0;
      steps.addFirst(new Step.Write<>(records.get(i), frees, emit.input(), emit.source()));
    }
    return true;
  }

  private boolean write(Step.Write<O> write) {
    O record = write.record();
    String problem = outputs.problem(record);
    if (problem != null) {
      return giveUp(
          write.input(),
          write.source(),
          Causes.of(context.definition().name(), new IllegalStateException(problem)));
    }
    StreamType<O> type = context.definition().output();
    if (type.end(record) == End.ABORTED && !failureSent) {
      String cause = type.cause(record);
      sendFailure(
          cause == null ? "aborted" : Causes.cut(cause),
          write.input() + 1,
          write.source().timestamp());
      return true;
    }
    byte[] bytes = context.outputs().encode(record);
    int size = bytes.length + OutputRecord.overhead(key.recordingId(), Map.of());
    if (size > context.limits().recordBytes()) {
      return giveUp(
          write.input(),
          write.source(),
          Causes.line(
              context.definition().name(),
              "record %d of %s would take %d bytes, the limit is %d: publish smaller chunks"
                  .formatted(
                      type.sequence(record),
                      type.stream(record),
                      size,
                      context.limits().recordBytes())));
    }
    steps.removeFirst();
    send(record, bytes, write.releases(), write.source().timestamp());
    return true;
  }

  /** The head step, which answers this input, cannot be sent: everything behind it is void. */
  private boolean giveUp(long input, InputRecord source, String cause) {
    count(
        -(int)
            steps.stream()
                .filter(s -> s instanceof Step.Emit<O> || s instanceof Step.Write<O>)
                .count());
    steps.clear();
    refusing = true;
    long timestamp = source.timestamp();
    steps.addLast(new Step.Fail<>(said(cause), input, timestamp, blamed(source)));
    steps.addLast(new Step.Finish<>(input, timestamp));
    return true;
  }

  /** Counts outputs that the broker does not hold yet, or off them. */
  private void count(int outputs) {
    pendingEmissions += outputs;
    context.budget().addRecords(outputs);
  }

  private boolean abort(Step.Fail<O> fail) {
    if (!failureSent) {
      if (fail.offending() != null) {
        context.listener().deadLetter(fail.cause());
        gate(DeadLetter.of(context, fail.offending(), fail.cause()));
      }
      sendFailure(fail.cause(), fail.inputs(), fail.timestamp());
      return true;
    }
    steps.removeFirst();
    for (O record : outputs.aborted(fail.cause())) {
      count(1);
      send(record, context.outputs().encode(record), releases, fail.timestamp());
    }
    return true;
  }

  private void sendFailure(String cause, long inputs, long timestamp) {
    failureSent = true;
    context.listener().failed(key.recordingId(), cause);
    gate(host.statuses().failed(key.recordingId(), cause, inputs, outputs, timestamp));
  }

  /** Sends a record and nothing more of this recording until the broker holds it. */
  private void gate(OutputRecord record) {
    gates++;
    host.send(
        record,
        offset -> {
          gates--;
          pump();
        });
  }

  private void send(O record, byte[] bytes, long frees, long timestamp) {
    outputs.advance(record);
    SentOutput output =
        new SentOutput(context.definition().output().stream(record), frees, bytes.length);
    sent.addLast(output);
    context.budget().addBytes(bytes.length);
    host.send(
        new OutputRecord(OutputRecord.Kind.OUTPUT, key.recordingId(), bytes, timestamp, Map.of()),
        offset -> acknowledged(output, offset));
  }

  private void acknowledged(SentOutput output, long offset) {
    output.written(offset);
    while (!sent.isEmpty() && sent.getFirst().isWritten()) {
      SentOutput first = sent.removeFirst();
      outputs.acknowledged(first.stream, first.offset());
      context.budget().addBytes(-first.bytes);
      count(-1);
      context.listener().acknowledged();
      releases = Math.max(releases, first.releases);
    }
    if (!startPending) {
      held.release(releases);
    }
    pump();
  }

  private boolean finish(Step.Finish<O> finish) {
    if (!sent.isEmpty() || startPending) {
      return false;
    }
    if (!outputs.ended()) {
      steps.removeFirst();
      refusing = false;
      fail(
          Causes.of(
              context.definition().name(),
              new IllegalStateException("the machine left an output stream open")),
          new InputRecord(-1, finish.timestamp(), null, null),
          null);
      return true;
    }
    if (!failureSent && !completionSent) {
      completionSent = true;
      gate(
          host.statuses()
              .completed(key.recordingId(), finish.inputs(), outputs, finish.timestamp()));
      return true;
    }
    steps.removeFirst();
    close();
    if (completionSent) {
      context.listener().completed(key.recordingId());
    }
    host.finished(this);
    return false;
  }

  /** Frees the machine, and the budget of what will now never be acknowledged. */
  void close() {
    count(-pendingEmissions);
    context.budget().addBytes(-sent.stream().mapToLong(s -> s.bytes).sum());
    sent.clear();
    RecordingMachine<I, O> opened = machine;
    machine = null;
    if (opened != null) {
      opened.close();
    }
  }
}
