package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/** Blocks of features. Stateless. */
final class FeatureBlocks implements StreamType<FeatureBlock> {
  @Override
  public Class<FeatureBlock> recordClass() {
    return FeatureBlock.class;
  }

  @Override
  public String recordingId(FeatureBlock record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(FeatureBlock record) {
    return record.getStream();
  }

  @Override
  public long sequence(FeatureBlock record) {
    return record.getSequence();
  }

  @Override
  public End end(FeatureBlock record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(FeatureBlock record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(FeatureBlock record) {
    return Streams.seconds(record.getFirstFrame() + record.getFrameCount(), record.getFrameRate());
  }

  @Override
  public FeatureBlock position(FeatureBlock record) {
    return FeatureBlock.newBuilder()
        .setRecordingId(record.getRecordingId())
        .setStream(record.getStream())
        .setSequence(record.getSequence())
        .setFirstFrame(record.getFirstFrame())
        .setFrameCount(record.getFrameCount())
        .setBins(record.getBins())
        .setFrameRate(record.getFrameRate())
        .setElementType(record.getElementType())
        .setPayload(Streams.nothing())
        .setAnalyses(record.getAnalyses())
        .setProvenance(record.getProvenance())
        .setEnd(record.getEnd())
        .setCause(record.getCause())
        .setRepresentations(record.getRepresentations())
        .build();
  }

  @Override
  public FeatureBlock aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable FeatureBlock previous) {
    return FeatureBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(previous == null ? 0 : previous.getFirstFrame() + previous.getFrameCount())
        .setFrameCount(0)
        .setBins(previous == null ? 0 : previous.getBins())
        .setFrameRate(previous == null ? 0 : previous.getFrameRate())
        .setElementType(previous == null ? ElementType.F32 : previous.getElementType())
        .setPayload(Streams.nothing())
        .setAnalyses(previous == null ? List.of() : previous.getAnalyses())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setRepresentations(previous == null ? List.of() : previous.getRepresentations())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
