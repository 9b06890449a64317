package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.transcription.messaging.BeatTrack.Beats;
import org.neume.transcription.notes.PlayedNote;

/**
 * One recording's notes and beats to the revisions of its score.
 *
 * <p>What a revision covers is fixed ({@link RevisionSchedule}); its records wait until notes and
 * beats are decided that far. So the stream depends on what the two streams say, never on which of
 * them came first. Where the beats were aborted, so is the score, behind the last revision that they
 * still reach. All notes are needed until the final revision: nothing is released before. Confined
 * to one thread at a time; scores are computed on the stage's own threads.
 */
final class ScoreMachine implements RecordingMachine<NoteBlock, ScoreBlock> {
  private static final double ALL = Double.POSITIVE_INFINITY;

  /** Where the output stream stands: its last record, without payload, and whether it has ended. */
  private record Progress(@Nullable ScoreBlock last, boolean over) {}

  /** What a revision adds. */
  private record Made(Progress progress, List<ScoreBlock> records) {}

  private final ScoreSetup setup;
  private final RevisionRecords records;
  private final BeatTrack track;
  private final SideSource.Following following;
  private final List<PlayedNote> notes = new ArrayList<>();
  // How many revisions of the schedule the notes have reached, and what the next one covers.
  private int reached;
  private double covers;
  private long position;
  private double frameRate;
  private double decided;
  private CompletableFuture<Progress> tail;

  /**
   * Opens a recording.
   *
   * @param first the first block to come, the recording's first
   * @param last the last record of the score in the log; null if there is none
   * @param track the beats, perhaps still coming
   * @param following ends their coming
   * @throws InvalidInputException if the notes do not begin at the recording's beginning
   */
  ScoreMachine(
      ScoreSetup setup,
      NoteBlock first,
      @Nullable ScoreBlock last,
      BeatTrack track,
      SideSource.Following following) {
    this.setup = setup;
    this.track = track;
    this.following = following;
    if (first.getFirstFrame() != 0) {
      throw new InvalidInputException(
          "the log begins at frame %d of this recording's notes, all are needed: publish it again under a new id"
              .formatted(first.getFirstFrame()));
    }
    records = new RevisionRecords(first, last, setup.notation().settings());
    covers = setup.schedule().first();
    tail =
        CompletableFuture.completedFuture(
            new Progress(last == null ? null : records.position(last), false));
  }

  @Override
  public List<Emission<ScoreBlock>> apply(NoteBlock block) {
    take(block);
    List<Emission<ScoreBlock>> emissions = new ArrayList<>();
    while (decided >= covers) {
      int revision = reached++;
      if (!records.written(revision)) {
        emissions.add(new Emission<>(revision(revision, covers), 0));
      }
      covers = setup.schedule().after(covers);
    }
    if (block.getEnd() == End.COMPLETE) {
      emissions.add(new Emission<>(revision(reached, ALL), block.getSequence() + 1));
    } else if (block.getEnd() == End.ABORTED) {
      emissions.add(new Emission<>(aborted(block.getCause()), block.getSequence() + 1));
    }
    return emissions;
  }

  private void take(NoteBlock block) {
    if (block.getFirstFrame() != position || block.getFrameCount() < 0) {
      throw new InvalidInputException(
          "block %d of %s decides %d frames from %d, %d comes next: restart its decoder"
              .formatted(
                  block.getSequence(),
                  block.getStream(),
                  block.getFrameCount(),
                  block.getFirstFrame(),
                  position));
    }
    if (notes.size() + block.getNotes().size() > setup.notesPerRecording()) {
      throw new InvalidInputException(
          "the recording has more than %d notes: raise neume.score.notes-per-recording, or publish it in parts"
              .formatted(setup.notesPerRecording()));
    }
    if (block.getFrameCount() > 0) {
      boolean known = frameRate == 0 || block.getFrameRate() == frameRate;
      if (!known || !FrameRates.usable(block.getFrameRate())) {
        throw new InvalidInputException(
            "block %d of %s has %s frames per second: restart its decoder"
                .formatted(block.getSequence(), block.getStream(), block.getFrameRate()));
      }
      frameRate = block.getFrameRate();
      position += block.getFrameCount();
      decided = position / frameRate;
    }
    try {
      for (Note note : block.getNotes()) {
        notes.add(
            new PlayedNote(
                note.getOnset(),
                note.getOffset(),
                note.getPitch(),
                note.getVelocity(),
                note.getConfidence()));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "block %d of %s holds no notes (%s): restart its decoder"
              .formatted(block.getSequence(), block.getStream(), e.getMessage()),
          e);
    }
  }

  /** The records of a revision, once the beats reach as far as it does. */
  private CompletableFuture<List<ScoreBlock>> revision(int revision, double seconds) {
    List<PlayedNote> heard = notes.stream().filter(note -> note.onset() < seconds).toList();
    double length = Math.min(seconds, decided);
    return then(
        track.until(seconds),
        (before, beats) -> {
          if (beats.cause() != null) {
            return over(before, beats.cause());
          }
          Notation.Written written = setup.notation().write(heard, beats.beats());
          List<ScoreBlock> made =
              records.of(
                  revision, seconds == ALL, length, written, beats.provenance(), before.last());
          ScoreBlock last = records.position(made.get(made.size() - 1));
          return new Made(new Progress(last, seconds == ALL), made);
        });
  }

  /** The end of a score whose notes were given up, behind the revisions that they still reach. */
  private CompletableFuture<List<ScoreBlock>> aborted(@Nullable String cause) {
    return then(
        CompletableFuture.completedFuture(new Beats(List.of(), "", null)),
        (before, none) -> over(before, cause == null ? "the notes were aborted" : cause));
  }

  private Made over(Progress before, String cause) {
    ScoreBlock closing = records.aborted(before.last(), cause);
    return new Made(new Progress(closing, true), List.of(closing));
  }

  /** Goes on behind what was queued before; nothing follows the end of the stream. */
  private CompletableFuture<List<ScoreBlock>> then(
      CompletableFuture<Beats> beats, BiFunction<Progress, Beats, Made> step) {
    CompletableFuture<Made> made =
        tail.thenCombineAsync(
            beats,
            (before, known) ->
                before.over() ? new Made(before, List.of()) : step.apply(before, known),
            setup.executor());
    tail = made.thenApply(Made::progress);
    return made.thenApply(Made::records);
  }

  @Override
  public void close() {
    following.close();
  }
}
