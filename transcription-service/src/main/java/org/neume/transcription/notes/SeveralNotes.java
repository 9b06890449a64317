package org.neume.transcription.notes;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.SingleNoteOutputs;

/**
 * Says whether a recording that may be a single note is none: whether, while it sounds, the network is
 * certain for long enough of a pitch of another name than that of the onset, and either the measured
 * fundamental agrees, or there are two such names.
 *
 * <p>Neither alone would do: the fundamental of a bell may be found at another of its partials, and a
 * network may be wrong about the end of a note.
 */
final class SeveralNotes {
  private static final int NAMES = 12;

  /** What is softer than this below the loudest may be a room. */
  private static final double AUDIBLE = 30;

  private final SingleNoteRows rows;
  private final SingleNoteRule rule;
  private final int steady;

  SeveralNotes(SingleNoteRows rows, SingleNoteRule rule, double frameRate) {
    this.rows = rows;
    this.rule = rule;
    this.steady = (int) Math.ceil(rule.steadySeconds() * frameRate);
  }

  /**
   * Looks for other notes.
   *
   * @param onset the first frame of the note
   * @param end the frame behind its last
   * @return what is wrong, in one line; null if it is a single note
   */
  @Nullable String found(int onset, int end, int pitch) {
    double peak = -100;
    for (int frame = onset; frame < end; frame++) {
      peak = Math.max(peak, rows.decibels(frame));
    }
    BitSet names = new BitSet(NAMES);
    boolean measured = false;
    int run = 0;
    int agreeing = 0;
    int before = -1;
    for (int frame = onset; frame < end; frame++) {
      int said = rows.best(frame, SingleNoteRows.PITCHES, SingleNoteOutputs.PITCHES);
      boolean counts =
          rows.at(frame, SingleNoteRows.PITCHES + said) >= rule.certain()
              && rows.decibels(frame) >= peak - AUDIBLE
              && isAnother(said, pitch);
      run = !counts ? 0 : said == before ? run + 1 : 1;
      agreeing = run <= 1 ? 0 : agreeing;
      agreeing += counts && agrees(frame, said) ? 1 : 0;
      before = counts ? said : -1;
      if (run >= steady) {
        names.set(said % NAMES);
        measured |= agreeing >= steady / 2;
      }
    }
    return measured || names.cardinality() >= 2
        ? "this is no single note, others follow: ask for notes instead of pitch"
        : null;
  }

  private static boolean isAnother(int said, int pitch) {
    int apart = Math.floorMod(said - pitch, NAMES);
    // A neighbor is vibrato, or a note between two pitches.
    return apart > 1 && apart < NAMES - 1;
  }

  private boolean agrees(int frame, int said) {
    double fundamental = rows.fundamental(frame);
    return fundamental > 0 && Math.floorMod(Math.round(fundamental) - said, NAMES) == 0;
  }
}
