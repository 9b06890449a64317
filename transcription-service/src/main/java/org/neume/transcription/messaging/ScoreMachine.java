package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.Streams;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.RecordingMachine;
import org.neume.stage.SideSource;
import org.neume.transcription.messaging.BeatTrack.Beats;

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

  // What a note, or a beat with its share of what waits for beats, takes in memory.
  private static final long GATHERED_BYTES = 64;

  /** Where the output stream stands: its last record, without payload, and whether it has ended. */
  private record Progress(@Nullable ScoreBlock last, boolean over) {}

  /** What a revision adds. */
  private record Made(Progress progress, List<ScoreBlock> records) {}

  private final ScoreSetup setup;
  private final RevisionRecords records;
  private final BeatTrack track;
  private final SideSource.Following following;
  private final GatheredNotes gathered;
  // How many revisions of the schedule the notes have reached, and what the next one covers.
  private int reached;
  private double covers;
  private CompletableFuture<Progress> tail;
  private volatile boolean closed;

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
    GatheredNotes.requireBeginning(first);
    gathered = new GatheredNotes(setup.notesPerRecording());
    records = new RevisionRecords(first, last, setup.notation().settings());
    covers = setup.schedule().first();
    tail =
        CompletableFuture.completedFuture(
            new Progress(last == null ? null : Streams.SCORES.position(last), false));
  }

  @Override
  public List<Emission<ScoreBlock>> apply(NoteBlock block) {
    gathered.take(block);
    List<Emission<ScoreBlock>> emissions = new ArrayList<>();
    while (gathered.decided() >= covers) {
      int revision = reached++;
      if (!records.written(revision)) {
        emissions.add(revision(revision, covers, 0));
      }
      covers = setup.schedule().after(covers);
    }
    if (block.getEnd() == End.COMPLETE) {
      emissions.add(revision(reached, ALL, block.getSequence() + 1));
    } else if (block.getEnd() == End.ABORTED) {
      emissions.add(aborted(block.getCause(), block.getSequence() + 1));
    }
    return emissions;
  }

  /** A revision, to be computed once the beats reach as far as it does. */
  private Emission<ScoreBlock> revision(int revision, double seconds, long releases) {
    int heard = gathered.notes().size();
    double length = Math.min(seconds, gathered.decided());
    CompletableFuture<Beats> beats = track.until(seconds);
    return Emission.behind(
        beats,
        () -> {
          List<PlayedNote> within =
              gathered.notes().subList(0, heard).stream()
                  .filter(note -> note.onset() < seconds)
                  .toList();
          return then(
              beats, (before, known) -> made(revision, seconds, length, within, before, known));
        },
        setup.notation().bytes(heard, length),
        releases);
  }

  private Made made(
      int revision,
      double seconds,
      double length,
      List<PlayedNote> heard,
      Progress before,
      Beats beats) {
    if (beats.cause() != null) {
      return over(before, beats.cause());
    }
    boolean isFinal = seconds == ALL;
    Notation.Written written = setup.notation().write(heard, beats.beats());
    List<ScoreBlock> made =
        records.of(revision, isFinal, length, written, beats.provenance(), before.last());
    return new Made(
        new Progress(Streams.SCORES.position(made.get(made.size() - 1)), isFinal), made);
  }

  /** The end of a score whose notes were given up, behind the revisions that they still reach. */
  private Emission<ScoreBlock> aborted(@Nullable String cause, long releases) {
    CompletableFuture<Beats> none =
        CompletableFuture.completedFuture(new Beats(List.of(), "", null));
    return Emission.behind(
        none,
        () ->
            then(
                none,
                (before, known) -> over(before, cause == null ? "the notes were aborted" : cause)),
        0,
        releases);
  }

  private Made over(Progress before, String cause) {
    ScoreBlock closing = records.aborted(before.last(), cause);
    return new Made(new Progress(closing, true), List.of(closing));
  }

  /** Goes on behind what came before; nothing follows the end of the stream, or this machine's. */
  private CompletableFuture<List<ScoreBlock>> then(
      CompletableFuture<Beats> beats, BiFunction<Progress, Beats, Made> step) {
    CompletableFuture<Made> made =
        tail.thenCombineAsync(
            beats,
            (before, known) -> {
              if (closed) {
                throw new CancellationException("the recording was let go");
              }
              return before.over() ? new Made(before, List.of()) : step.apply(before, known);
            },
            setup.executor());
    tail = made.thenApply(Made::progress);
    return made.thenApply(Made::records);
  }

  @Override
  public long gatheredBytes() {
    return GATHERED_BYTES * (gathered.notes().size() + track.size());
  }

  /** Lets go of the beats, and of what is still to be computed. */
  @Override
  public void close() {
    closed = true;
    following.close();
  }
}
