package org.neume.transcription.notes;

import java.util.List;
import org.neume.annotation.PlayedNote;

/**
 * Consecutive frames whose notes are final.
 *
 * @param firstFrame first frame decided here; the end of the decision before
 * @param frameCount frames decided, 0 or more; notes of later decisions begin at or behind {@code
 *     firstFrame + frameCount}, at n / frameRate seconds for frame n
 * @param notes the notes that begin in these frames, by onset, then by pitch; they may sound on beyond
 * @param neededFrom the first frame whose activations a decoder needs that goes on behind this
 *     decision; at or behind {@code firstFrame + frameCount} but for a few frames of context
 * @param resume where another decoder can go on behind this decision
 */
public record NoteDecision(
    long firstFrame, long frameCount, List<PlayedNote> notes, long neededFrom, NoteResume resume) {

  /** Copies the list, so that a decision never changes. */
  public NoteDecision {
    notes = List.copyOf(notes);
  }

  /** The first frame behind this decision. */
  public long end() {
    return firstFrame + frameCount;
  }
}
