package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;

/** Blocks of beats. Stateless. */
final class BeatBlocks implements StreamType<BeatBlock> {
  @Override
  public Class<BeatBlock> recordClass() {
    return BeatBlock.class;
  }

  @Override
  public String recordingId(BeatBlock record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(BeatBlock record) {
    return record.getStream();
  }

  @Override
  public long sequence(BeatBlock record) {
    return record.getSequence();
  }

  @Override
  public End end(BeatBlock record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(BeatBlock record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(BeatBlock record) {
    return Streams.seconds(record.getFirstFrame() + record.getFrameCount(), record.getFrameRate());
  }

  @Override
  public BeatBlock position(BeatBlock record) {
    return record;
  }

  @Override
  public BeatBlock aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable BeatBlock previous) {
    return BeatBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(previous == null ? 0 : previous.getFirstFrame() + previous.getFrameCount())
        .setFrameCount(0)
        .setFrameRate(previous == null ? 0 : previous.getFrameRate())
        .setBeats(List.of())
        .setTempi(List.of())
        .setResume(Streams.nothing())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
