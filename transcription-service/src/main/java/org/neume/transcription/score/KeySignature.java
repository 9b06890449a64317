package org.neume.transcription.score;

/**
 * A key.
 *
 * @param fifths sharps of the signature, or flats if negative, -6..6
 * @param minor whether it is the minor key of that signature
 */
public record KeySignature(int fifths, boolean minor) {
  /** C major. */
  public static final KeySignature C_MAJOR = new KeySignature(0, false);

  /** Checks the range. */
  public KeySignature {
    if (fifths < -6 || fifths > 6) {
      throw new IllegalArgumentException("a signature of " + fifths + " fifths is not in -6..6");
    }
  }
}
