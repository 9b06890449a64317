package org.neume.stage;

import static org.neume.stage.StageListener.Acknowledged.NO_INPUT;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.End;

/**
 * What one recording's run still has to send, in order: outputs, then its end or its failure.
 *
 * <p>Invariants: a stream is closed as ABORTED only after the broker holds the FAILED status and the
 * dead letter, so that no failure is silent wherever the stage stops; COMPLETED is sent only after
 * the broker holds every output. Confined to the partition's thread.
 */
final class RunSteps<O> {
  private final PartitionContext<?, O> context;
  private final String recordingId;
  private final OutputStreams<O> outputs;
  private final RunSender<O> sender;
  private final Runnable whenOver;
  private final ArrayDeque<Step<O>> steps = new ArrayDeque<>();
  private final EmissionSteps<O> emissions;
  private boolean refusing;
  private boolean blamed;

  /**
   * A run with nothing to send.
   *
   * @param outputs how far its streams have come
   * @param sender sends for it
   * @param whenOver called once, when all was sent and the broker holds it
   */
  RunSteps(
      PartitionContext<?, O> context,
      RunHost host,
      String recordingId,
      OutputStreams<O> outputs,
      RunSender<O> sender,
      Runnable whenOver) {
    this.context = context;
    this.recordingId = recordingId;
    this.outputs = outputs;
    this.sender = sender;
    this.whenOver = whenOver;
    emissions = new EmissionSteps<>(context, host, sender, steps, this::pump, this::giveUp);
  }

  /** Whether the recording was given up. */
  boolean refusing() {
    return refusing;
  }

  /**
   * Adds what a machine emitted.
   *
   * @param input the sequence of the input that it answers
   * @param source that input
   */
  void emitted(List<Emission<O>> emitted, long input, InputRecord source) {
    emitted.forEach(emission -> emissions.add(emission, input, source));
  }

  /** The input has ended: nothing is emitted any more. */
  void end(long inputs, long timestamp) {
    steps.addLast(new Step.Finish<>(inputs, timestamp));
  }

  /**
   * Gives the recording up behind what was emitted so far.
   *
   * @param cause one line
   * @param inputs inputs applied
   * @param source where in log time this happens
   * @param offending the input to blame, for the dead letters; null if there is none or it is there
   *     already
   */
  void fail(String cause, long inputs, InputRecord source, @Nullable InputRecord offending) {
    if (refusing) {
      return;
    }
    refusing = true;
    steps.removeIf(Step.Finish.class::isInstance);
    steps.addLast(new Step.Fail<>(said(cause), inputs, source.timestamp(), blamed(offending)));
    steps.addLast(new Step.Finish<>(inputs, source.timestamp()));
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
  void pump() {
    while (!sender.gated() && !steps.isEmpty() && advance(steps.getFirst())) {
      // each turn sends one step or closes a gate
    }
  }

  /** Takes one step further; false if it has to wait. */
  private boolean advance(Step<O> step) {
    if (step instanceof Step.Await<O> await) {
      return emissions.begin(await);
    }
    if (step instanceof Step.Emit<O> emit) {
      return emissions.unfold(emit);
    }
    if (step instanceof Step.Write<O> write) {
      return write(write);
    }
    if (step instanceof Step.Fail<O> fail) {
      return abort(fail);
    }
    return finish((Step.Finish<O>) step);
  }

  private boolean write(Step.Write<O> write) {
    O record = write.record();
    byte[] bytes;
    try {
      bytes = bytes(record);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      return giveUp(write.input(), write.source(), Causes.of(context.definition().name(), e));
    }
    StreamType<O> type = context.definition().output();
    if (type.end(record) == End.ABORTED && !sender.failureSent()) {
      String cause = type.cause(record);
      // Unless the input stalled, the machine may hand on what others said, in their words.
      sender.failed(
          cause == null ? "aborted" : Causes.cut(cause),
          write.source().offset() < 0,
          write.input() + 1,
          write.source().timestamp());
      return true;
    }
    int size = bytes.length + OutputRecord.overhead(recordingId, Map.of());
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
    long timestamp = write.source().timestamp();
    long arrival = write.source().offset() < 0 ? NO_INPUT : timestamp;
    sender.output(record, bytes, write.releases(), timestamp, arrival);
    sender.reserve(-write.reserved());
    return true;
  }

  private byte[] bytes(O record) {
    String problem = outputs.problem(record);
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    return context.outputs().encode(record);
  }

  /** The head step, which answers this input, cannot be sent: everything behind it is void. */
  private boolean giveUp(long input, InputRecord source, String cause) {
    emissions.uncount();
    steps.clear();
    refusing = true;
    long timestamp = source.timestamp();
    steps.addLast(new Step.Fail<>(said(cause), input, timestamp, blamed(source)));
    steps.addLast(new Step.Finish<>(input, timestamp));
    return true;
  }

  private boolean abort(Step.Fail<O> fail) {
    boolean said = sender.failureSent();
    // A stream that ended at once has had its FAILED status, but no input was to blame for it.
    if (!said || !(blamed || outputs.givenUp())) {
      blamed = true;
      if (fail.offending() != null) {
        sender.deadLetter(fail.offending(), fail.cause());
      }
      if (!said) {
        sender.failed(fail.cause(), outputs.cause() == null, fail.inputs(), fail.timestamp());
      }
      return true;
    }
    steps.removeFirst();
    for (String stream : outputs.open()) {
      close(stream, fail);
    }
    return true;
  }

  /** Sends the record that closes a stream. */
  private void close(String stream, Step.Fail<O> fail) {
    O closing;
    byte[] bytes;
    try {
      closing = outputs.aborted(stream, fail.cause(), true);
      bytes = bytes(closing);
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      // What is known of the recording may be what cannot be written; its end alone always can.
      closing = outputs.aborted(stream, fail.cause(), false);
      bytes = bytes(closing);
    }
    sender.count(1);
    sender.output(closing, bytes, sender.releases(), fail.timestamp(), NO_INPUT);
  }

  private boolean finish(Step.Finish<O> finish) {
    if (!sender.settled()) {
      return false;
    }
    if (!outputs.ended()) {
      steps.removeFirst();
      refusing = false;
      fail(
          Causes.of(
              context.definition().name(),
              new IllegalStateException("the machine left an output stream open")),
          finish.inputs(),
          new InputRecord(-1, finish.timestamp(), null, null),
          null);
      return true;
    }
    if (!sender.failureSent() && !sender.completionSent()) {
      sender.completed(finish.inputs(), finish.timestamp());
      return true;
    }
    steps.removeFirst();
    if (sender.completionSent()) {
      context.listener().completed(recordingId);
    }
    whenOver.run();
    return false;
  }
}
