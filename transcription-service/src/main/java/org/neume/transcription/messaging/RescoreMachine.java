package org.neume.transcription.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  private volatile CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
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
   * Fails the revision once its beats are there and nothing has come of the notes in this time. However long
   * the beats take, their stage ends them: it may stand still for a day and go on.
   */
  void watch(Duration patience) {
    var unused =
        beats.until(Double.POSITIVE_INFINITY).thenRun(() -> watch(patience, notes.blocks()));
  }

  private void watch(Duration patience, long seen) {
    if (joined.isDone()) {
      return;
    }
    CompletableFuture<@Nullable Void> wait = new CompletableFuture<>();
    timer = wait;
    var unused =
        wait.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> look(patience, seen));
    if (closed) {
      wait.cancel(false);
    }
  }

  private void look(Duration patience, long seen) {
    if (closed || joined.isDone()) {
      return;
    }
    long now = notes.blocks();
    if (now > seen) {
      watch(patience, now);
      return;
    }
    notes.failed(
        "nothing came of %s for %d s: see that the stage of notes runs, then correct again"
            .formatted(notesStream, patience.toSeconds()));
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
    timer.cancel(false);
    followings.forEach(SideSource.Following::close);
  }
}
