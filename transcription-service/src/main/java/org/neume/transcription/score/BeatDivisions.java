package org.neume.transcription.score;

/** How each beat of the score divides, so that ends of notes do not ask for another division. */
final class BeatDivisions {
  private final BeatUnit unit;
  private final Division[] divisions;

  /**
   * Takes ownership of the array.
   *
   * @param divisions one per beat of the score, {@code ONE} where no note begins inside
   */
  BeatDivisions(BeatUnit unit, Division[] divisions) {
    this.unit = unit;
    this.divisions = divisions;
  }

  BeatUnit unit() {
    return unit;
  }

  /** Units between the places of a beat on which notes may end. */
  int step(int beat) {
    Division division = beat < divisions.length ? divisions[beat] : Division.ONE;
    if (division == Division.ONE) {
      division = unit.isCompound() ? Division.THREE : Division.TWO;
    }
    return division.step() * unit.units() / BeatUnit.STEPS;
  }

  /** Whether a place is on a beat. */
  boolean onBeat(int units) {
    return units % unit.units() == 0;
  }

  /** Whether a place is on the first division of an undivided beat: a half, or in compound an eighth. */
  boolean onSimplePart(int units) {
    int part = unit.isCompound() ? unit.units() / 3 : unit.units() / 2;
    return units % part == 0;
  }
}
