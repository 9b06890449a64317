package org.neume.annotation;

/**
 * A note as it was played.
 *
 * @param onset when it begins, in seconds, 0 or later
 * @param offset when it ends, in seconds, later than {@code onset}
 * @param pitch MIDI pitch, 0..127; 69 is the A of 440 Hz
 * @param velocity how hard it was struck, 1..127
 * @param confidence probability of the note, 0..1
 */
public record PlayedNote(double onset, double offset, int pitch, int velocity, double confidence) {
  /** Checks the ranges. */
  public PlayedNote {
    if (!(onset >= 0 && offset > onset && offset < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a note cannot last from " + onset + " s to " + offset + " s");
    }
    if (pitch < 0 || pitch > 127 || velocity < 1 || velocity > 127) {
      throw new IllegalArgumentException(
          "pitch " + pitch + " must be in 0..127 and velocity " + velocity + " in 1..127");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not in 0..1");
    }
  }
}
