package org.neume.decoder.decode;

/** Log probabilities of one bar length following another at a bar line, see {@link MeterModel}. */
final class MeterTransitions {
  private final long stay;
  private final long change;

  MeterTransitions(MeterModel model) {
    int lengths = model.barLengths().size();
    double p = lengths < 2 ? 0 : model.changeProbability();
    stay = FixedPoint.log(1 - p);
    change = lengths < 2 ? FixedPoint.IMPOSSIBLE : FixedPoint.log(p / (lengths - 1));
  }

  long score(int from, int to) {
    return from == to ? stay : change;
  }
}
