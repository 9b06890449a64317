package org.neume.transcription.score;

import java.util.List;

/**
 * A bar.
 *
 * @param number 1 for the first whole bar, 0 for the pickup
 * @param pickup whether this is an incomplete first bar
 * @param time the meter; a pickup is shorter than it says
 * @param beatUnits length of a beat in units
 * @param start position in units from the start of the score
 * @param units length
 * @param quartersPerMinute mean tempo
 * @param staves the right hand's, then the left hand's
 */
public record Measure(
    int number,
    boolean pickup,
    TimeSignature time,
    int beatUnits,
    int start,
    int units,
    double quartersPerMinute,
    List<Staff> staves) {
  /** Freezes the list. */
  public Measure {
    staves = List.copyOf(staves);
  }
}
