package org.neume.decoder.decode;

/** Log probabilities of one bar length following another at a bar line, see {@link MeterModel}. */
final class MeterTransitions {
  /** What a change costs where the model forbids every one, in nats. */
  private static final double DEAREST = 100;

  private final long stay;
  private final long change;

  MeterTransitions(MeterModel model) {
    int lengths = model.barLengths().size();
    double p = lengths < 2 ? 0 : model.changeProbability();
    stay = FixedPoint.log(1 - p);
    change = lengths < 2 ? FixedPoint.IMPOSSIBLE : FixedPoint.log(p / (lengths - 1));
  }

  /**
   * The transitions of a model that has been given further bar lengths by somebody who knows better:
   * as likely as the model's own changes, and possible where it has none.
   */
  static MeterTransitions widened(MeterModel own) {
    MeterTransitions transitions = new MeterTransitions(own);
    return FixedPoint.isImpossible(transitions.change)
        ? new MeterTransitions(transitions.stay, FixedPoint.fromNats(-DEAREST))
        : transitions;
  }

  private MeterTransitions(long stay, long change) {
    this.stay = stay;
    this.change = change;
  }

  long score(int from, int to) {
    return from == to ? stay : change;
  }
}
