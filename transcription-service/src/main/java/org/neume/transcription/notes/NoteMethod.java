package org.neume.transcription.notes;

/** How posteriors become notes. */
public enum NoteMethod {
  /** Every key on its own: a peak of its onset posterior begins a note, its frame posterior ends it. */
  POSTERIORS,
  /**
   * The procedure of the text that this project started from: a few moments at which much begins, one
   * decision about all keys at each, and every note ends where the next ones begin.
   */
  CANDIDATES,
  /**
   * Every key on its own, from frame posteriors alone: a run of frames at the threshold or above is a note.
   * What is struck again while it sounds is one note.
   */
  RUNS
}
