package org.neume.transcription.score;

/**
 * A time signature, such as 3/4.
 *
 * @param numerator how many, 1 or more
 * @param denominator of which value: 4 for quarters, 8 for eighths
 */
public record TimeSignature(int numerator, int denominator) {
  /** Checks the ranges. */
  public TimeSignature {
    if (numerator < 1 || (denominator != 4 && denominator != 8)) {
      throw new IllegalArgumentException("no meter is " + numerator + "/" + denominator);
    }
  }

  /** Length of a bar in units of the score. */
  public int units() {
    return numerator * 4 * Score.UNITS_PER_QUARTER / denominator;
  }
}
