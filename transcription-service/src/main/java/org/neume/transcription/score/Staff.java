package org.neume.transcription.score;

import java.util.List;

/**
 * A staff of one measure.
 *
 * @param number 1 for the right hand, 2 for the left
 * @param voices those that occur in this measure, the first always
 */
public record Staff(int number, List<Voice> voices) {
  /** Freezes the list. */
  public Staff {
    voices = List.copyOf(voices);
  }
}
