package org.neume.schemas;

import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

/** What a stage says of a recording: one stream per stage, ended by COMPLETED or FAILED. Stateless. */
final class RecordingStatuses implements StreamType<RecordingStatus> {
  @Override
  public Class<RecordingStatus> recordClass() {
    return RecordingStatus.class;
  }

  @Override
  public String recordingId(RecordingStatus record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(RecordingStatus record) {
    return record.getStream();
  }

  @Override
  public long sequence(RecordingStatus record) {
    return record.getSequence();
  }

  @Override
  public End end(RecordingStatus record) {
    return switch (record.getEvent()) {
      case STARTED -> End.OPEN;
      case COMPLETED -> End.COMPLETE;
      case FAILED -> End.ABORTED;
    };
  }

  @Override
  public @Nullable String cause(RecordingStatus record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(RecordingStatus record) {
    return record.getSeconds();
  }

  @Override
  public RecordingStatus position(RecordingStatus record) {
    return record;
  }

  @Override
  public RecordingStatus aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable RecordingStatus previous) {
    return RecordingStatus.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setEvent(StatusEvent.FAILED)
        .setCause(cause)
        .setInputRecords(previous == null ? 0 : previous.getInputRecords())
        .setOutputRecords(previous == null ? 0 : previous.getOutputRecords())
        .setSeconds(previous == null ? 0 : previous.getSeconds())
        .build();
  }
}
