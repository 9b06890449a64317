package org.neume.transcription.score;

import java.util.List;

/**
 * Notes of one staff that begin together and are written with one value, or a single note.
 *
 * @param notes at least one, from low to high
 * @param start units from the start of the score
 * @param end where it is let go, in units: the median of its notes
 */
record Chord(List<PlacedNote> notes, int start, double end) {
  Chord {
    notes = List.copyOf(notes);
  }

  static Chord of(List<PlacedNote> notes) {
    double[] ends = notes.stream().mapToDouble(PlacedNote::end).toArray();
    return new Chord(notes, notes.get(0).start(), Periods.median(ends));
  }

  double meanPitch() {
    double sum = 0;
    for (PlacedNote note : notes) {
      sum += note.pitch();
    }
    return sum / notes.size();
  }
}
