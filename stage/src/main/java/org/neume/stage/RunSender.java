package org.neume.stage;

import java.util.ArrayDeque;
import java.util.Map;
import org.neume.schemas.StreamType;

/**
 * What one recording's run has sent: its outputs, in order, until the broker holds them, and what it
 * says of itself in statuses and dead letters. Counts both in the stage's budget. Confined to the
 * partition's thread.
 */
final class RunSender<O> {
  private final PartitionContext<?, O> context;
  private final RunHost host;
  private final String recordingId;
  private final OutputStreams<O> outputs;
  private final Runnable progressed;
  private final ArrayDeque<SentOutput> sent = new ArrayDeque<>();
  private long releases;
  private int pending;
  private long reserved;
  private int gates;
  private boolean startPending;
  private boolean failureSent;
  private boolean completionSent;

  /**
   * A run that has sent nothing yet.
   *
   * @param outputs how far its streams have come
   * @param progressed called whenever the broker holds more than before
   */
  RunSender(
      PartitionContext<?, O> context,
      RunHost host,
      String recordingId,
      OutputStreams<O> outputs,
      Runnable progressed) {
    this.context = context;
    this.host = host;
    this.recordingId = recordingId;
    this.outputs = outputs;
    this.progressed = progressed;
    // A predecessor that closed a stream as aborted had said why before, in status and dead letter.
    failureSent = outputs.aborted();
  }

  /** Outputs emitted that the broker does not hold yet. */
  int pending() {
    return pending;
  }

  /** Whether nothing more may be sent until the broker holds what was said last. */
  boolean gated() {
    return gates > 0;
  }

  /** Whether the broker holds every output that was sent, and that the stage has started. */
  boolean settled() {
    return sent.isEmpty() && !startPending;
  }

  /** Inputs below this are needed by no output that the broker does not hold. */
  long releases() {
    return startPending ? 0 : releases;
  }

  boolean failureSent() {
    return failureSent;
  }

  boolean completionSent() {
    return completionSent;
  }

  /** Says that the stage starts with this recording; nothing is released until that is known. */
  void start(long timestamp) {
    startPending = true;
    host.send(
        host.statuses().started(recordingId, outputs, timestamp),
        offset -> {
          startPending = false;
          progressed.run();
        });
  }

  /** Sends the input that made the recording fail to the dead letters, ahead of anything else. */
  void deadLetter(InputRecord offending, String cause) {
    context.listener().deadLetter(cause);
    gate(DeadLetter.of(context, offending, cause));
  }

  /**
   * Says that the recording failed, ahead of anything else.
   *
   * @param here whether this stage found the cause; see {@link StageListener#failed}
   */
  void failed(String cause, boolean here, long inputs, long timestamp) {
    failureSent = true;
    context.listener().failed(recordingId, cause, here);
    gate(host.statuses().failed(recordingId, cause, inputs, outputs, timestamp));
  }

  /** Says that the recording is complete. */
  void completed(long inputs, long timestamp) {
    completionSent = true;
    gate(host.statuses().completed(recordingId, inputs, outputs, timestamp));
  }

  /** Sends a record and nothing more of this recording until the broker holds it. */
  private void gate(OutputRecord record) {
    gates++;
    host.send(
        record,
        offset -> {
          gates--;
          progressed.run();
        });
  }

  /** Counts outputs that the broker does not hold yet, or off them. */
  void count(int outputs) {
    pending += outputs;
    context.budget().addRecords(outputs);
  }

  /** Counts bytes of outputs that are still being made, or off them. */
  void reserve(long bytes) {
    reserved += bytes;
    context.budget().addBytes(bytes);
  }

  /**
   * Sends the next output, which was counted before.
   *
   * @param frees inputs below this are free once the broker holds it
   * @param arrival see {@link StageListener.Acknowledged#arrival}
   */
  void output(O record, byte[] bytes, long frees, long timestamp, long arrival) {
    outputs.advance(record);
    StreamType<O> type = context.definition().output();
    SentOutput output =
        new SentOutput(
            recordingId,
            type.stream(record),
            type.sequence(record),
            type.end(record),
            frees,
            bytes.length,
            arrival);
    sent.addLast(output);
    context.budget().addBytes(bytes.length);
    host.send(
        new OutputRecord(OutputRecord.Kind.OUTPUT, recordingId, bytes, timestamp, Map.of()),
        offset -> acknowledged(output, offset));
  }

  private void acknowledged(SentOutput output, long offset) {
    output.written(offset);
    while (!sent.isEmpty() && sent.getFirst().isWritten()) {
      SentOutput first = sent.removeFirst();
      outputs.acknowledged(first.stream(), first.offset());
      context.budget().addBytes(-first.bytes);
      count(-1);
      context.listener().acknowledged(first);
      releases = Math.max(releases, first.releases);
    }
    progressed.run();
  }

  /** Frees the budget of what will now never be acknowledged. */
  void close() {
    count(-pending);
    reserve(-reserved);
    context.budget().addBytes(-sent.stream().mapToLong(s -> s.bytes).sum());
    sent.clear();
  }
}
