package org.neume.training.data;

import java.util.List;
import org.neume.annotation.PlayedNote;

/**
 * Constant-Q features of one piece with its notes.
 *
 * @param bins values per frame
 * @param halves float16 bits, frames x bins row by row; owned by this record, not to be changed
 * @param notes in seconds from the center of frame 0, by onset
 */
// The array is the point: megabytes of features, handed over and never changed.
@SuppressWarnings("ArrayRecordComponent")
record LabeledNotes(int bins, short[] halves, List<PlayedNote> notes) {
  /** Copies the list. */
  LabeledNotes {
    notes = List.copyOf(notes);
    if (bins < 1 || halves.length % bins != 0) {
      throw new IllegalArgumentException(
          halves.length + " values are no whole frames of " + bins + " bins");
    }
  }

  int frames() {
    return halves.length / bins;
  }
}
