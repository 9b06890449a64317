package org.neume.transcription.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.InvalidInputException;
import org.neume.stage.SideReader;

/**
 * The notes of one recording that are read beside another input, until all are there. Safe for use by
 * many threads: blocks come on one, others ask.
 */
final class NoteTrack implements SideReader<NoteBlock> {
  /**
   * All notes of a recording.
   *
   * @param notes as they were played, in order
   * @param seconds how much of the recording they decide
   * @param provenance what made them
   * @param cause why they were given up; null if they are whole
   */
  record Notes(List<PlayedNote> notes, double seconds, String provenance, @Nullable String cause) {
    Notes {
      notes = List.copyOf(notes);
    }
  }

  private final CompletableFuture<Notes> whole = new CompletableFuture<>();
  private final GatheredNotes gathered;
  private String provenance = "";
  private long next;

  /**
   * A track that nothing has come for yet.
   *
   * @param limit the most notes that are kept
   */
  NoteTrack(int limit) {
    gathered = new GatheredNotes(limit);
  }

  /** A track of notes that are known already. */
  static NoteTrack of(Notes notes) {
    NoteTrack track = new NoteTrack(0);
    track.whole.complete(notes);
    return track;
  }

  @Override
  public void next(NoteBlock block) {
    Notes all;
    try {
      all = take(block);
    } catch (InvalidInputException e) {
      whole.completeExceptionally(e);
      return;
    }
    if (all != null) {
      whole.complete(all);
    }
  }

  /** Takes a block; returns all notes if it was the last. */
  private synchronized @Nullable Notes take(NoteBlock block) {
    if (whole.isDone() || block.getSequence() < next) {
      return null;
    }
    boolean aborted = block.getEnd() == End.ABORTED;
    if (next == 0 && !aborted) {
      GatheredNotes.requireBeginning(block);
      provenance = block.getProvenance();
    }
    if (!aborted) {
      gathered.take(block);
    }
    next = block.getSequence() + 1;
    if (block.getEnd() == End.OPEN) {
      return null;
    }
    String cause = block.getCause() == null ? "the notes were aborted" : block.getCause();
    return new Notes(gathered.notes(), gathered.decided(), provenance, aborted ? cause : null);
  }

  @Override
  public void failed(String cause) {
    whole.completeExceptionally(new InvalidInputException(cause));
  }

  /** All notes, once they are there; completes exceptionally if they cannot be read. */
  CompletableFuture<Notes> whole() {
    return whole;
  }

  /** Blocks that have come. */
  synchronized long blocks() {
    return next;
  }

  /** Notes that have come. */
  synchronized int size() {
    return gathered.notes().size();
  }
}
