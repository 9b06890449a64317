package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;

/** Blocks of notes. Stateless. */
final class NoteBlocks implements StreamType<NoteBlock> {
  @Override
  public Class<NoteBlock> recordClass() {
    return NoteBlock.class;
  }

  @Override
  public String recordingId(NoteBlock record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(NoteBlock record) {
    return record.getStream();
  }

  @Override
  public long sequence(NoteBlock record) {
    return record.getSequence();
  }

  @Override
  public End end(NoteBlock record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(NoteBlock record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(NoteBlock record) {
    return Streams.seconds(record.getFirstFrame() + record.getFrameCount(), record.getFrameRate());
  }

  @Override
  public NoteBlock position(NoteBlock record) {
    return record;
  }

  @Override
  public NoteBlock aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable NoteBlock previous) {
    return NoteBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(previous == null ? 0 : previous.getFirstFrame() + previous.getFrameCount())
        .setFrameCount(0)
        .setFrameRate(previous == null ? 0 : previous.getFrameRate())
        .setNotes(List.of())
        .setAnalyses(previous == null ? List.of() : previous.getAnalyses())
        .setResume(Streams.nothing())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
