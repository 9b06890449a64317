package org.neume.transcription.score;

import org.neume.transcription.score.Division.Family;

/**
 * The prior of positions, as costs in nats: negative logarithms up to a constant.
 *
 * <p>What a beat pays for its division depends on whether beats divide into three by themselves and
 * on how the last divided beat did it, so that a lone tuplet needs evidence over its whole beat and
 * a run of tuplets does not. Every place of a beat has a price of its own, so that notes go
 * to simple places where the evidence is weak.
 */
final class DivisionCosts {
  private static final double SWITCH = 1.2;
  private static final double[] DUPLE_PLACES = placesOf(0.3, 0.9, 1.5);
  private static final double[] TRIPLE_PLACES = triplePlacesOf(0.5, 1.1);

  private final boolean compound;

  DivisionCosts(boolean compound) {
    this.compound = compound;
  }

  /** What a beat pays for its division when the last divided one was of a family. */
  double division(Division division, Family before) {
    if (division == Division.ONE) {
      return 0;
    }
    boolean foreign = (division.family() == Family.TRIPLE) != compound;
    double own =
        switch (division) {
          case ONE -> 0;
          case TWO -> 0.2;
          case THREE -> compound ? 0.2 : 0.4;
          case FOUR -> 0.8;
          case SIX -> compound ? 0.8 : 1.4;
          case EIGHT -> 2.2;
        };
    // A piece begins in the family of its meter.
    boolean wasForeign = before != Family.EITHER && (before == Family.TRIPLE) != compound;
    return own + (foreign == wasForeign ? 0 : SWITCH) + (foreign ? 0.6 : 0);
  }

  /** What an onset pays for its place. */
  double place(Division division, int stepInBeat) {
    return division.family() == Family.TRIPLE
        ? TRIPLE_PLACES[stepInBeat]
        : DUPLE_PLACES[stepInBeat];
  }

  private static double[] placesOf(double half, double quarter, double eighth) {
    double[] costs = new double[BeatUnit.STEPS];
    for (int s = 1; s < costs.length; s++) {
      costs[s] = s % 12 == 0 ? half : s % 6 == 0 ? quarter : eighth;
    }
    return costs;
  }

  private static double[] triplePlacesOf(double third, double sixth) {
    double[] costs = new double[BeatUnit.STEPS];
    for (int s = 1; s < costs.length; s++) {
      costs[s] = s % 8 == 0 ? third : sixth;
    }
    return costs;
  }
}
