package org.neume.transcription.export;

/** What the tempo map of a MIDI file follows. */
public enum Timing {
  /**
   * The notes: a tempo from every onset to the next, and at the beats between, such that the notes at
   * a place of the grid sound at the mean of their played onsets, to the microsecond and a rounding.
   */
  PLAYED,
  /**
   * The beats alone: one tempo per beat. The beats are where they were tracked, and what deviates
   * from the grid between them is smoothed away.
   */
  BEATS
}
