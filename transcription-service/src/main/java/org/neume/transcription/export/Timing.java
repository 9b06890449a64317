package org.neume.transcription.export;

/** What the tempo map of a MIDI file follows. */
public enum Timing {
  /**
   * The beats as a musician would write their tempo: one for as long as every beat is within 25 ms of
   * it, of a round number where there is one. A song that was made to a click has one tempo. A first
   * beat less than a quarter of a beat in is put at the start of the recording.
   */
  STEADY,
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
