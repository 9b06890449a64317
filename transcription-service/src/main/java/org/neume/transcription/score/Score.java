package org.neume.transcription.score;

import java.util.List;

/**
 * A piece as it is written down, immutable.
 *
 * <p>Positions and lengths are counted in units, {@value #UNITS_PER_QUARTER} to a quarter note, from
 * the start of the first measure, the pickup if there is one. Every voice fills every measure in
 * which it occurs exactly; the first voice of a staff occurs in every measure.
 *
 * @param key the key of the piece
 * @param measures at least one, without gaps
 * @param notes what sounds, in order of position and pitch; the same notes as in the measures, ties
 *     joined
 * @param times where the grid lies in time
 * @param trackedBeats whether beats were given; if not, the grid is constant at the options' tempo
 * @param outOfRange notes left out because a piano does not have them (outside A0..C8)
 * @param doubled notes left out because another one of their pitch begins at their place on the
 *     grid
 */
public record Score(
    KeySignature key,
    List<Measure> measures,
    List<ScoreNote> notes,
    List<GridTime> times,
    boolean trackedBeats,
    int outOfRange,
    int doubled) {
  /** Units of a quarter note. */
  public static final int UNITS_PER_QUARTER = 24;

  /** Freezes the lists. */
  public Score {
    measures = List.copyOf(measures);
    notes = List.copyOf(notes);
    times = List.copyOf(times);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("a score has at least one measure");
    }
    if (times.size() < 2) {
      throw new IllegalArgumentException("a score's grid has at least two times");
    }
  }

  /**
   * When a position is played by the beats, in seconds from the start of the recording: evenly between
   * the grid's times, and as at its ends beyond them. Negative before the recording.
   *
   * @param units a position
   */
  public double seconds(int units) {
    int before = 0;
    int behind = times.size() - 1;
    while (behind - before > 1) {
      int middle = (before + behind) >>> 1;
      if (times.get(middle).units() <= units) {
        before = middle;
      } else {
        behind = middle;
      }
    }
    GridTime from = times.get(before);
    GridTime to = times.get(behind);
    double share = (units - from.units()) / (double) (to.units() - from.units());
    return from.seconds() + share * (to.seconds() - from.seconds());
  }

  /** Length in units. */
  public int units() {
    Measure last = measures.get(measures.size() - 1);
    return last.start() + last.units();
  }
}
