package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;

/** Blocks of activations. Stateless. */
final class ActivationBlocks implements StreamType<ActivationBlock> {
  @Override
  public Class<ActivationBlock> recordClass() {
    return ActivationBlock.class;
  }

  @Override
  public String recordingId(ActivationBlock record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(ActivationBlock record) {
    return record.getStream();
  }

  @Override
  public long sequence(ActivationBlock record) {
    return record.getSequence();
  }

  @Override
  public End end(ActivationBlock record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(ActivationBlock record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(ActivationBlock record) {
    return Streams.seconds(record.getFirstFrame() + record.getFrameCount(), record.getFrameRate());
  }

  @Override
  public ActivationBlock position(ActivationBlock record) {
    return ActivationBlock.newBuilder()
        .setRecordingId(record.getRecordingId())
        .setStream(record.getStream())
        .setSequence(record.getSequence())
        .setFirstFrame(record.getFirstFrame())
        .setFrameCount(record.getFrameCount())
        .setOutputs(record.getOutputs())
        .setFrameRate(record.getFrameRate())
        .setElementType(record.getElementType())
        .setPayload(Streams.nothing())
        .setProvenance(record.getProvenance())
        .setEnd(record.getEnd())
        .setCause(record.getCause())
        .setDecoderName(record.getDecoderName())
        .setAnalyses(record.getAnalyses())
        .build();
  }

  @Override
  public ActivationBlock aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable ActivationBlock previous) {
    return ActivationBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(previous == null ? 0 : previous.getFirstFrame() + previous.getFrameCount())
        .setFrameCount(0)
        .setOutputs(previous == null ? List.of() : previous.getOutputs())
        .setFrameRate(previous == null ? 0 : previous.getFrameRate())
        .setElementType(previous == null ? ElementType.F32 : previous.getElementType())
        .setPayload(Streams.nothing())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .setDecoderName(previous == null ? "" : previous.getDecoderName())
        .setAnalyses(previous == null ? List.of() : previous.getAnalyses())
        .build();
  }
}
