package org.neume.transcription.score;

/**
 * A written note value: a power of two, perhaps with a dot.
 *
 * @param kind the value without the dot
 * @param dots 0 or 1
 */
public record NoteValue(Kind kind, int dots) {
  /** The values that have a sign of their own. */
  public enum Kind {
    /** 4 quarters. */
    WHOLE(96),
    /** 2 quarters. */
    HALF(48),
    /** 1 quarter. */
    QUARTER(24),
    /** Half a quarter. */
    EIGHTH(12),
    /** A quarter of a quarter. */
    SIXTEENTH(6),
    /** An eighth of a quarter. */
    THIRTY_SECOND(3);

    private final int units;

    Kind(int units) {
      this.units = units;
    }

    /** Length in units of the score. */
    public int units() {
      return units;
    }
  }

  /** Checks the dots. */
  public NoteValue {
    if (dots < 0 || dots > 1) {
      throw new IllegalArgumentException(dots + " dots: a value has none or one");
    }
  }

  /** Length in units of the score, outside tuplets. */
  public int units() {
    return kind.units() * (2 + dots) / 2;
  }

  /** Whether one sign says this length. */
  static boolean exists(int units) {
    for (Kind kind : Kind.values()) {
      if (units == kind.units() || isDotted(kind, units)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value of a length.
   *
   * @throws IllegalArgumentException if it takes more than one sign
   */
  static NoteValue of(int units) {
    for (Kind kind : Kind.values()) {
      if (units == kind.units()) {
        return new NoteValue(kind, 0);
      }
      if (isDotted(kind, units)) {
        return new NoteValue(kind, 1);
      }
    }
    throw new IllegalArgumentException("no single note value lasts " + units + " units");
  }

  // A dotted thirty-second would need a half unit.
  private static boolean isDotted(Kind kind, int units) {
    return kind != Kind.THIRTY_SECOND && 2 * units == 3 * kind.units();
  }
}
