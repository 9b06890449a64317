package org.neume.transcription.score;

import java.util.List;

/**
 * A rest, a note or a chord as one written sign.
 *
 * @param start position in units from the start of its measure
 * @param units length, in a tuplet two thirds of its written value
 * @param value written value; of no meaning for a rest of a whole measure
 * @param tuplet place in a tuplet of three in the time of two
 * @param wholeMeasure whether it is the rest that stands for a whole measure whatever its length
 * @param heads from low to high; none for a rest
 */
public record Sign(
    int start, int units, NoteValue value, Tuplet tuplet, boolean wholeMeasure, List<Head> heads) {
  /** Where a sign stands in a tuplet. */
  public enum Tuplet {
    /** In none. */
    NONE,
    /** Its first sign. */
    START,
    /** Neither its first nor its last. */
    INSIDE,
    /** Its last sign. */
    STOP
  }

  /** Freezes the list. */
  public Sign {
    heads = List.copyOf(heads);
  }

  /** Whether nothing sounds. */
  public boolean isRest() {
    return heads.isEmpty();
  }
}
