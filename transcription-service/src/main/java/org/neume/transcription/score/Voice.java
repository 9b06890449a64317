package org.neume.transcription.score;

import java.util.List;

/**
 * A voice of one staff in one measure.
 *
 * @param number 1 or more, within the staff; 1 is the upper voice
 * @param signs rests, notes and chords, one after the other, filling the measure
 */
public record Voice(int number, List<Sign> signs) {
  /** Freezes the list. */
  public Voice {
    signs = List.copyOf(signs);
  }
}
