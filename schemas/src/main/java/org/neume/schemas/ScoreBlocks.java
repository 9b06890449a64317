package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;

/** Parts of a score's documents. Stateless. */
final class ScoreBlocks implements StreamType<ScoreBlock> {
  @Override
  public Class<ScoreBlock> recordClass() {
    return ScoreBlock.class;
  }

  @Override
  public String recordingId(ScoreBlock record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(ScoreBlock record) {
    return record.getStream();
  }

  @Override
  public long sequence(ScoreBlock record) {
    return record.getSequence();
  }

  @Override
  public End end(ScoreBlock record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(ScoreBlock record) {
    return record.getCause();
  }

  @Override
  public double endSeconds(ScoreBlock record) {
    return record.getSeconds();
  }

  @Override
  public ScoreBlock position(ScoreBlock record) {
    return ScoreBlock.newBuilder()
        .setRecordingId(record.getRecordingId())
        .setStream(record.getStream())
        .setSequence(record.getSequence())
        .setRevision(record.getRevision())
        .setFinalRevision(record.getFinalRevision())
        .setDocument(record.getDocument())
        .setPart(record.getPart())
        .setParts(record.getParts())
        .setMeasures(record.getMeasures())
        .setSeconds(record.getSeconds())
        .setPayload(Streams.nothing())
        .setMeasureStarts(List.of())
        .setProvenance(record.getProvenance())
        .setEnd(record.getEnd())
        .setCause(record.getCause())
        .build();
  }

  @Override
  public ScoreBlock aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable ScoreBlock previous) {
    return ScoreBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setRevision(previous == null ? 0 : previous.getRevision())
        .setFinalRevision(false)
        .setDocument(ScoreDocument.MUSICXML)
        .setPart(0)
        .setParts(0)
        .setMeasures(previous == null ? 0 : previous.getMeasures())
        .setSeconds(previous == null ? 0 : previous.getSeconds())
        .setPayload(Streams.nothing())
        .setMeasureStarts(List.of())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
