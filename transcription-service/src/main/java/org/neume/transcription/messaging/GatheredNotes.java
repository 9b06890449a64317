package org.neume.transcription.messaging;

import java.util.ArrayList;
import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.InvalidInputException;

/** The notes of one recording as far as its blocks have come, in order. Confined to one thread at a time. */
final class GatheredNotes {
  private final int limit;
  private final List<PlayedNote> notes = new ArrayList<>();
  private long position;
  private double frameRate;
  private double decided;

  /**
   * No notes yet.
   *
   * @param limit the most notes that are kept
   */
  GatheredNotes(int limit) {
    this.limit = limit;
  }

  /**
   * Refuses a first block that is not the recording's.
   *
   * @throws InvalidInputException in one line
   */
  static void requireBeginning(NoteBlock first) {
    if (first.getFirstFrame() != 0) {
      throw new InvalidInputException(
          "the log begins at frame %d of this recording's notes, all are needed: publish it again under a new id"
              .formatted(first.getFirstFrame()));
    }
  }

  /**
   * Adds the next block.
   *
   * @throws InvalidInputException in one line if it cannot be the next
   */
  void take(NoteBlock block) {
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
    if (notes.size() + block.getNotes().size() > limit) {
      throw new InvalidInputException(
          "the recording has more than %d notes: raise neume.score.notes-per-recording, or publish it in parts"
              .formatted(limit));
    }
    if (block.getFrameCount() > 0) {
      boolean known = frameRate == 0 || block.getFrameRate() == frameRate;
      if (!known || !FrameRates.usable(block.getFrameRate())) {
        throw new InvalidInputException(
            "block %d of %s has %s frames per second: restart its decoder"
                .formatted(block.getSequence(), block.getStream(), block.getFrameRate()));
      }
    }
    List<PlayedNote> more = played(block);
    // From here on the block is taken.
    notes.addAll(more);
    if (block.getFrameCount() > 0) {
      frameRate = block.getFrameRate();
      position += block.getFrameCount();
      decided = position / frameRate;
    }
  }

  private static List<PlayedNote> played(NoteBlock block) {
    List<PlayedNote> played = new ArrayList<>();
    try {
      for (Note note : block.getNotes()) {
        played.add(
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
    return played;
  }

  /** The notes that have come, in order; grows with further blocks, and changes in no other way. */
  List<PlayedNote> notes() {
    return notes;
  }

  /** How far the recording is decided, in seconds. */
  double decided() {
    return decided;
  }
}
