package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the notes of a staff that begin together into chords: one, or two where some notes go on
 * through the staff's next onset and others do not.
 */
final class ChordBuilder {
  /** A note that lasts at least so far beyond the next onset goes on through it. */
  private static final double BEYOND = 0.5 * Score.UNITS_PER_QUARTER;

  /** And at least by this share of the distance to the next onset. */
  private static final double BEYOND_SHARE = 0.4;

  private ChordBuilder() {}

  /**
   * Builds the chords.
   *
   * @param notes of a staff, in order of start and pitch
   * @param voices with one voice there is one chord at a place
   */
  static List<Chord> chords(List<PlacedNote> notes, int voices) {
    List<Chord> chords = new ArrayList<>();
    int from = 0;
    while (from < notes.size()) {
      int start = notes.get(from).start();
      int to = from;
      while (to < notes.size() && notes.get(to).start() == start) {
        to++;
      }
      List<PlacedNote> together = notes.subList(from, to);
      if (to == notes.size() || voices == 1) {
        chords.add(Chord.of(together));
      } else {
        int next = notes.get(to).start();
        double through = next + Math.max(BEYOND, BEYOND_SHARE * (next - start));
        List<PlacedNote> longer = together.stream().filter(n -> n.end() >= through).toList();
        List<PlacedNote> shorter = together.stream().filter(n -> n.end() < through).toList();
        if (!shorter.isEmpty()) {
          chords.add(Chord.of(shorter));
        }
        if (!longer.isEmpty()) {
          chords.add(Chord.of(longer));
        }
      }
      from = to;
    }
    return chords;
  }
}
