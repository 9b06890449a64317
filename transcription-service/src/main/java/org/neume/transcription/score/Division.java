package org.neume.transcription.score;

import java.util.List;

/** How a beat divides: the places on which its notes may begin. */
enum Division {
  /** Nothing but the beat. */
  ONE(1, Family.EITHER),
  /** Halves. */
  TWO(2, Family.DUPLE),
  /** Quarters. */
  FOUR(4, Family.DUPLE),
  /** Eighths. */
  EIGHT(8, Family.DUPLE),
  /** Thirds. */
  THREE(3, Family.TRIPLE),
  /** Sixths. */
  SIX(6, Family.TRIPLE);

  /** What a division has in common with others. */
  enum Family {
    EITHER,
    DUPLE,
    TRIPLE
  }

  private final int parts;
  private final Family family;

  Division(int parts, Family family) {
    this.parts = parts;
    this.family = family;
  }

  Family family() {
    return family;
  }

  /** Steps from one place to the next. */
  int step() {
    return BeatUnit.STEPS / parts;
  }

  boolean has(int stepInBeat) {
    return stepInBeat % step() == 0;
  }

  /** The divisions that can be written where beats have this value. */
  static List<Division> of(BeatUnit unit, int subdivisions) {
    return switch (unit) {
      case QUARTER ->
          subdivisions == 24
              ? List.of(ONE, TWO, FOUR, EIGHT, THREE, SIX)
              : List.of(ONE, TWO, FOUR, THREE, SIX);
      case DOTTED_QUARTER -> List.of(ONE, THREE, SIX, TWO, FOUR);
      case EIGHTH -> List.of(ONE, TWO, FOUR);
    };
  }
}
