package org.neume.stage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/**
 * The status stream of a stage: number 0 when it starts a recording, number 1 when it ends it,
 * however often either is sent. What a stage makes of a correction is a stream of its own, named like
 * the stage and the revision ({@link Revisions}): a recording that was over may be corrected again.
 */
final class Statuses {
  private final String stage;
  private final RecordCodec<RecordingStatus> codec;

  Statuses(String stage, RecordCodec<RecordingStatus> codec) {
    this.stage = stage;
    this.codec = codec;
  }

  /**
   * It starts.
   *
   * @param outputs the streams that it will write; null where nobody knows
   */
  OutputRecord started(String recordingId, @Nullable OutputStreams<?> outputs, long timestamp) {
    return status(recordingId, stream(outputs), 0, StatusEvent.STARTED, null, 0, 0, 0, timestamp);
  }

  OutputRecord completed(
      String recordingId, long inputs, OutputStreams<?> outputs, long timestamp) {
    return status(
        recordingId,
        stream(outputs),
        1,
        StatusEvent.COMPLETED,
        null,
        inputs,
        outputs.records(),
        outputs.seconds(),
        timestamp);
  }

  OutputRecord failed(
      String recordingId,
      String cause,
      long inputs,
      @Nullable OutputStreams<?> outputs,
      long timestamp) {
    return status(
        recordingId,
        stream(outputs),
        1,
        StatusEvent.FAILED,
        cause,
        inputs,
        outputs == null ? 0 : outputs.records(),
        outputs == null ? 0 : outputs.seconds(),
        timestamp);
  }

  private String stream(@Nullable OutputStreams<?> outputs) {
    return Revisions.of(stage, outputs == null ? Revisions.ORIGINAL : outputs.revision());
  }

  private OutputRecord status(
      String recordingId,
      String stream,
      long sequence,
      StatusEvent event,
      @Nullable String cause,
      long inputs,
      long outputs,
      double seconds,
      long timestamp) {
    RecordingStatus status =
        RecordingStatus.newBuilder()
            .setRecordingId(recordingId)
            .setStream(stream)
            .setSequence(sequence)
            .setEvent(event)
            .setCause(cause)
            .setInputRecords(inputs)
            .setOutputRecords(outputs)
            .setSeconds(seconds)
            .build();
    return new OutputRecord(
        OutputRecord.Kind.STATUS, recordingId, codec.encode(status), timestamp, Map.of());
  }
}
