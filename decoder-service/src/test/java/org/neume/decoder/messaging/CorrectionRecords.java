package org.neume.decoder.messaging;

import java.util.List;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;

/** Corrections as a front door writes them. */
final class CorrectionRecords {
  private CorrectionRecords() {}

  static Correction correction(String id, int revision, Constraint... constraints) {
    return correction(id, 1_000, revision, constraints);
  }

  /** With every field, for what Avro fills in is of another class loader where Quarkus tests. */
  static Correction correction(
      String id, long recordedFrom, int revision, Constraint... constraints) {
    return Correction.newBuilder()
        .setRecordingId(id)
        .setStream(Revisions.of("beats", revision))
        .setSequence(0)
        .setAnalysis("beats")
        .setRevision(revision)
        .setBase(revision - 1)
        .setNotes("")
        .setRecordedFrom(recordedFrom)
        .setConstraints(List.of(constraints))
        .setFrameRate(100)
        .setProvenance("")
        .setEnd(End.COMPLETE)
        .setCause(null)
        .build();
  }

  static Constraint beat(long frame, int number) {
    return new Constraint(ConstraintKind.BEAT, frame, frame, number, 0.0, 0.0);
  }

  static Constraint tempo(double slowest, double fastest) {
    return new Constraint(ConstraintKind.TEMPO, 0L, Long.MAX_VALUE, 0, slowest, fastest);
  }

  static Constraint meter(long first, long last, int beats) {
    return new Constraint(ConstraintKind.METER, first, last, beats, 0.0, 0.0);
  }

  static Constraint none(long first, long last) {
    return new Constraint(ConstraintKind.NO_BEAT, first, last, 0, 0.0, 0.0);
  }
}
