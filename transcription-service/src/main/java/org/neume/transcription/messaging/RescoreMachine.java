package org.neume.transcription.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.transcription.messaging.BeatTrack.Beats;

/**
 * One revision of a recording's beats, and its notes, to the score of that revision: the final one
 * alone. What it says depends on the two streams, not on which of them came first: where the beats were
 * given up, their cause is the score's, whatever became of the notes. Confined to one thread at a time;
 * the score is computed on the stage's own threads.
 */
final class RescoreMachine implements RecordingMachine<Correction, ScoreBlock> {
  // Until the notes are there, nobody knows how much their score takes: that of a long song.
  private static final long BYTES = 4L << 20;
  private static final long GATHERED_BYTES = 64;

  /** What a score is made of; no notes where the beats were given up. */
  private record Joined(Beats beats, NoteTrack.@Nullable Notes notes) {}

  private final ScoreSetup setup;
  private final String recordingId;
  private final String stream;
  private final String notesStream;
  private final @Nullable ScoreBlock last;
  private final NoteTrack notes;
  private final BeatTrack beats;
  private final List<SideSource.Following> followings;
  private final CompletableFuture<Joined> joined;
  private final List<TrackWatch> watches = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Opens a revision.
   *
   * @param stream the stream of the score
   * @param last the last record of the score in the log; null if there is none
   * @param notes the recording's notes, perhaps still coming
   * @param beats the corrected beats, perhaps still coming
   * @param followings end their coming
   */
  RescoreMachine(
      ScoreSetup setup,
      Correction correction,
      String stream,
      @Nullable ScoreBlock last,
      NoteTrack notes,
      BeatTrack beats,
      List<SideSource.Following> followings) {
    this.setup = setup;
    recordingId = correction.getRecordingId();
    this.stream = stream;
    notesStream = correction.getNotes();
    this.last = last;
    this.notes = notes;
    this.beats = beats;
    this.followings = List.copyOf(followings);
    joined = beats.until(Double.POSITIVE_INFINITY).thenCompose(this::join);
  }

  private CompletableFuture<Joined> join(Beats corrected) {
    return corrected.cause() == null
        ? notes.whole().thenApply(all -> new Joined(corrected, all))
        : CompletableFuture.completedFuture(new Joined(corrected, null));
  }

  /**
   * Fails the revision where it would wait for ever: where its beats are not in the log and nobody has made
   * them by their deadline, or nothing comes of the notes once the beats are there.
   *
   * @param patience for the notes to go on
   * @param deadline of the beats
   * @param made when the correction was taken into the log, in milliseconds since 1970
   */
  void watch(Duration patience, BeatsDeadline deadline, long made) {
    TrackWatch forNotes =
        new TrackWatch(
            notes::blocks,
            patience,
            () ->
                notes.failed(
                    "nothing came of %s for %d s: see that the stage of notes runs, then correct again"
                        .formatted(notesStream, patience.toSeconds())));
    TrackWatch forBeats =
        new TrackWatch(
            beats::blocks,
            deadline.within(),
            () ->
                beats.failed(
                    "its beats are not there and no decoder makes them (%d s): see that the stage revisions runs, then correct again"
                        .formatted(deadline.within().toSeconds())));
    watches.add(forNotes);
    watches.add(forBeats);
    var unusedEnd =
        beats
            .until(Double.POSITIVE_INFINITY)
            .whenComplete((all, failure) -> forBeats.close())
            .thenRun(() -> beginUnlessJoined(forNotes, patience));
    var unusedBegin =
        beats
            .whenCaughtUp()
            .thenRun(
                () -> {
                  // Beats that have begun are being written: only what was not begun has aged.
                  Duration left = deadline.left(made);
                  forBeats.begin(beats.blocks() == 0 ? left : deadline.within());
                });
  }

  private void beginUnlessJoined(TrackWatch watch, Duration patience) {
    if (!joined.isDone()) {
      watch.begin(patience);
    }
  }

  @Override
  public List<Emission<ScoreBlock>> apply(Correction correction) {
    if (correction.getEnd() == End.OPEN) {
      throw new InvalidInputException(
          "correction %s does not end with its only record: publish it with its end"
              .formatted(correction.getStream()));
    }
    return List.of(
        Emission.behind(
            joined,
            () -> joined.thenApplyAsync(this::made, setup.executor()),
            BYTES,
            correction.getSequence() + 1));
  }

  private List<ScoreBlock> made(Joined all) {
    if (closed) {
      throw new CancellationException("the recording was let go");
    }
    NoteTrack.Notes played = all.notes();
    RevisionRecords records =
        new RevisionRecords(
            recordingId,
            stream,
            played == null ? "" : played.provenance(),
            last,
            setup.notation().settings());
    String cause = played == null ? all.beats().cause() : played.cause();
    if (played == null || cause != null) {
      return List.of(records.aborted(last, cause == null ? "the beats were aborted" : cause));
    }
    Notation.Written written = setup.notation().write(played.notes(), all.beats().beats());
    return records.of(0, true, played.seconds(), written, all.beats().provenance(), last);
  }

  @Override
  public long gatheredBytes() {
    return GATHERED_BYTES * (notes.size() + beats.size());
  }

  /** Lets go of notes and beats, and of what is still to be computed. */
  @Override
  public void close() {
    closed = true;
    watches.forEach(TrackWatch::close);
    followings.forEach(SideSource.Following::close);
  }
}
