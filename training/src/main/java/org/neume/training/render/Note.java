package org.neume.training.render;

/**
 * One note.
 *
 * @param time onset, in seconds (or in beats while a piece is still being composed)
 * @param duration length in the same unit, positive
 * @param channel part, 0..15; {@link #DRUMS} holds percussion, whose pitches are General MIDI percussion keys
 * @param pitch MIDI pitch, 0..127
 * @param velocity 1..127
 */
public record Note(double time, double duration, int channel, int pitch, int velocity) {
  /** The percussion channel of General MIDI. */
  public static final int DRUMS = 9;

  /** Says whether this is a percussion stroke. */
  public boolean isDrum() {
    return channel == DRUMS;
  }

  /** The same note on another channel. */
  public Note onChannel(int other) {
    return new Note(time, duration, other, pitch, velocity);
  }
}
