package org.neume.transcription.score;

import org.neume.annotation.PlayedNote;

/**
 * A note whose beginning is on the grid and whose end is not yet.
 *
 * @param played the note as it was played
 * @param start units from the start of the score
 * @param end where it was let go, in units, above {@code start}
 */
record PlacedNote(PlayedNote played, int start, double end) {
  int pitch() {
    return played.pitch();
  }
}
