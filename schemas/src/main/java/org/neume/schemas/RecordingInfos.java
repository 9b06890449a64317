package org.neume.schemas;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.SampleFormat;

/** Versions of what is known of a recording besides its music. Stateless. */
final class RecordingInfos implements StreamType<RecordingInfo> {
  @Override
  public Class<RecordingInfo> recordClass() {
    return RecordingInfo.class;
  }

  @Override
  public String recordingId(RecordingInfo record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(RecordingInfo record) {
    return record.getStream();
  }

  @Override
  public long sequence(RecordingInfo record) {
    return record.getSequence();
  }

  @Override
  public End end(RecordingInfo record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(RecordingInfo record) {
    return record.getCause();
  }

  /** Always 0: it has no place in the music. */
  @Override
  public double endSeconds(RecordingInfo record) {
    return 0;
  }

  @Override
  public RecordingInfo position(RecordingInfo record) {
    return record;
  }

  @Override
  public RecordingInfo aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable RecordingInfo previous) {
    RecordingInfo.Builder builder =
        previous == null
            ? RecordingInfo.newBuilder()
                .setTitle("")
                .setOwner("")
                .setCreated(0)
                .setSource(RecordingSource.FILE)
                .setAnalyses(List.of())
                .setSampleRate(0)
                .setChannels(0)
                .setFormat(SampleFormat.PCM16)
                .setOptions(Map.of())
                .setProvenance("")
            : RecordingInfo.newBuilder(previous);
    return builder
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
