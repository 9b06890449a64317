package org.neume.gateway.result;

import java.util.Comparator;
import java.util.Optional;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.view.CorrectionView;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.End;

/** Chooses the streams that answer a question about a recording. Immutable. */
public final class Selection {
  private final RecordingSnapshot recording;
  private final Kinds kinds;

  /** Of one recording. */
  public Selection(RecordingSnapshot recording, Kinds kinds) {
    this.recording = recording;
    this.kinds = kinds;
  }

  /** The latest revision whose beats are complete; 0 where there is none. */
  public int latestRevision() {
    return latestRevision(Finding.BEATS);
  }

  /**
   * The latest revision in which a finding is complete; 0 where there is none. A revision whose score is
   * not there yet, or never will be, does not hide the one before.
   */
  public int latestRevision(Finding finding) {
    return recording.corrections().stream()
        .mapToInt(CorrectionView::revision)
        .filter(n -> stream(finding, n).filter(s -> s.end() == End.COMPLETE).isPresent())
        .max()
        .orElse(Revisions.ORIGINAL);
  }

  /** Whether there is a revision of this number. */
  public boolean hasRevision(int revision) {
    return revision == Revisions.ORIGINAL
        || recording.corrections().stream().anyMatch(c -> c.revision() == revision);
  }

  /**
   * The stream of a finding in a revision. Where several analyses find the same, the one that was asked
   * for first counts. What corrections do not touch is the same in every revision.
   */
  public Optional<StreamView> stream(Finding finding, int revision) {
    Place place = place(finding);
    Optional<StreamView> original = original(finding);
    boolean corrected = finding == Finding.BEATS || finding == Finding.SCORE;
    if (revision == Revisions.ORIGINAL || !corrected) {
      return original;
    }
    return original.flatMap(s -> recording.stream(place, Revisions.of(s.stream(), revision)));
  }

  /** The stream that was found without any correction. */
  public Optional<StreamView> original(Finding finding) {
    Place place = place(finding);
    return recording.streams().stream()
        .filter(s -> s.place() == place && !Revisions.isRevision(s.stream()))
        .filter(s -> s.content() && kinds.of(place, s.stream()) == finding)
        .min(Comparator.comparingInt(this::rank));
  }

  private int rank(StreamView stream) {
    int asked =
        recording.info() == null ? -1 : recording.info().getAnalyses().indexOf(stream.stream());
    return asked < 0 ? Integer.MAX_VALUE : asked;
  }

  /** Where a finding is. */
  public static Place place(Finding finding) {
    return switch (finding) {
      case BEATS, TEMPO -> Place.BEATS;
      case NOTES, PITCH -> Place.NOTES;
      case SCORE -> Place.SCORES;
    };
  }
}
