package org.neume.transcription.score;

/**
 * A pitch as it is written.
 *
 * @param step letter, 'A'..'G'
 * @param alter semitones up from the letter, -2..2
 * @param octave scientific octave of the letter; middle C is C4
 */
public record SpelledPitch(char step, int alter, int octave) {
  private static final String BY_FIFTHS = "FCGDAEB";
  private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7}; // A B C D E F G

  /** Checks the ranges. */
  public SpelledPitch {
    if (step < 'A' || step > 'G' || alter < -2 || alter > 2) {
      throw new IllegalArgumentException("no pitch is spelled " + step + " with alter " + alter);
    }
  }

  /**
   * The spelling of a pitch by its place on the line of fifths.
   *
   * @param midi MIDI pitch
   * @param fifths place on the line of fifths: 0 is C, 1 is G, -1 is F; must name the same pitch
   *     class
   */
  static SpelledPitch onLine(int midi, int fifths) {
    if (Math.floorMod(fifths * 7 - midi, 12) != 0) {
      throw new IllegalArgumentException(
          "place " + fifths + " on the line of fifths is not pitch " + midi);
    }
    char step = BY_FIFTHS.charAt(Math.floorMod(fifths + 1, 7));
    int alter = Math.floorDiv(fifths + 1, 7);
    int octave = (midi - alter - SEMITONES[step - 'A']) / 12 - 1;
    return new SpelledPitch(step, alter, octave);
  }

  /** The MIDI pitch that sounds. */
  public int midi() {
    return 12 * (octave + 1) + SEMITONES[step - 'A'] + alter;
  }
}
