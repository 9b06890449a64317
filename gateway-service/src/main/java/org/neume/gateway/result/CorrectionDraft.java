package org.neume.gateway.result;

import java.util.List;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;

/** Writes down what a revision is to be made of. Immutable. */
public final class CorrectionDraft {
  // What the recording was made from lies behind this in every topic: clocks differ.
  private static final long MARGIN_MILLIS = 60_000;

  private final RecordingSnapshot recording;
  private final StreamView beats;
  private final String notes;
  private final double frameRate;

  /**
   * Revisions of one recording.
   *
   * @param beats its beats, complete, without any correction
   * @param frameRate their frames per second
   */
  public CorrectionDraft(
      RecordingSnapshot recording, Selection selection, StreamView beats, double frameRate) {
    this.recording = recording;
    this.beats = beats;
    this.frameRate = frameRate;
    this.notes =
        selection
            .original(Finding.SCORE)
            .map(StreamView::stream)
            .filter(
                name -> recording.stream(Place.NOTES, name).filter(StreamView::content).isPresent())
            .orElse("");
  }

  /**
   * A revision.
   *
   * @param revision its number, from 1
   * @param base the revision that it is made from
   * @param constraints all that are to be in force
   * @param provenance tells it from one of the same number that another gateway wrote
   */
  public Correction of(int revision, int base, List<Constraint> constraints, String provenance) {
    return Correction.newBuilder()
        .setRecordingId(recording.recordingId())
        .setStream(Revisions.of(beats.stream(), revision))
        .setSequence(0)
        .setAnalysis(beats.stream())
        .setRevision(revision)
        .setBase(base)
        .setNotes(notes)
        .setRecordedFrom(
            Math.max(0, Math.min(recording.created(), recording.firstSeen()) - MARGIN_MILLIS))
        .setConstraints(constraints)
        .setFrameRate(frameRate)
        .setProvenance(provenance)
        .setEnd(End.COMPLETE)
        .build();
  }
}
