package org.neume.transcription.score;

/**
 * The note value that a tracked beat is written as.
 *
 * <p>Positions inside a beat are counted in {@link #STEPS} steps whatever its value, positions in
 * the score in {@link Score#UNITS_PER_QUARTER}.
 */
public enum BeatUnit {
  /** 2/4, 3/4, 4/4: a beat has halves and quarters; thirds are tuplets. */
  QUARTER(24, 1, 4),
  /** 6/8, 9/8, 12/8 with a beat for every three eighths: thirds are eighths. */
  DOTTED_QUARTER(36, 3, 8),
  /** 6/8 with a beat for every eighth. */
  EIGHTH(12, 1, 8);

  /** Steps of a beat: the least common multiple of all its divisions. */
  public static final int STEPS = 24;

  private final int units;
  private final int numeratorPerBeat;
  private final int denominator;

  BeatUnit(int units, int numeratorPerBeat, int denominator) {
    this.units = units;
    this.numeratorPerBeat = numeratorPerBeat;
    this.denominator = denominator;
  }

  /** Length of a beat in units of the score. */
  public int units() {
    return units;
  }

  /** The time signature of a bar of so many beats. */
  public TimeSignature signature(int beats) {
    return new TimeSignature(beats * numeratorPerBeat, denominator);
  }

  /** Whether a beat divides into three by itself, so that no tuplet is needed for it. */
  public boolean isCompound() {
    return this == DOTTED_QUARTER;
  }
}
