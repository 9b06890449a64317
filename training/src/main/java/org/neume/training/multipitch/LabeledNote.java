package org.neume.training.multipitch;

/**
 * A note of a piece as MusicNet's labels tell it.
 *
 * @param start first sample at 44.1 kHz, 0 or later
 * @param end sample behind the last
 * @param instrument General MIDI program from 1, as MusicNet numbers instruments
 * @param note MIDI pitch, 0 to 127
 */
public record LabeledNote(long start, long end, int instrument, int note) {
  /** Refuses what is no note. */
  public LabeledNote {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("a note lasts from sample " + start + " to " + end);
    }
    if (note < 0 || note > 127) {
      throw new IllegalArgumentException("a note's pitch is " + note + "; allowed: 0..127");
    }
  }
}
