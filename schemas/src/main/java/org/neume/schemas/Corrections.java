package org.neume.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;

/** What people corrected: every revision is a stream of one record. Stateless. */
final class Corrections implements StreamType<Correction> {
  @Override
  public Class<Correction> recordClass() {
    return Correction.class;
  }

  @Override
  public String recordingId(Correction record) {
    return record.getRecordingId();
  }

  @Override
  public String stream(Correction record) {
    return record.getStream();
  }

  @Override
  public long sequence(Correction record) {
    return record.getSequence();
  }

  @Override
  public End end(Correction record) {
    return record.getEnd();
  }

  @Override
  public @Nullable String cause(Correction record) {
    return record.getCause();
  }

  /** Always 0: a correction holds for the whole recording, whose length it does not know. */
  @Override
  public double endSeconds(Correction record) {
    return 0;
  }

  @Override
  public Correction position(Correction record) {
    return record;
  }

  @Override
  public Correction aborted(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable Correction previous) {
    return Correction.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setAnalysis(Revisions.original(stream))
        .setRevision(Revisions.number(stream))
        .setBase(previous == null ? 0 : previous.getBase())
        .setNotes(previous == null ? "" : previous.getNotes())
        .setRecordedFrom(previous == null ? 0 : previous.getRecordedFrom())
        .setConstraints(List.of())
        .setFrameRate(previous == null ? 0 : previous.getFrameRate())
        .setProvenance(previous == null ? "" : previous.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }
}
