package org.neume.decoder.decode;

import java.util.Set;

/**
 * Log probabilities of one beat period following another, see {@link TempoModel}.
 *
 * <p>The periods that can lead to a given one are neighbors, so each target has a range of sources.
 */
final class TempoTransitions {
  private static final double MACHINE_EPSILON = Math.ulp(1.0);

  private final TempoModel model;
  private final boolean[] own;
  private final long[][] scores;
  private final int[] firstSource;
  private final int[] lastSource;

  TempoTransitions(TempoModel model) {
    this(model, Set.copyOf(model.intervals()));
  }

  /**
   * The transitions of a model that has been given further periods: among its own they stay as they
   * were.
   *
   * @param ownPeriods the periods that it had
   */
  TempoTransitions(TempoModel model, Set<Integer> ownPeriods) {
    this.model = model;
    own = new boolean[model.intervals().size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = ownPeriods.contains(model.intervals().get(i));
    }
    int n = model.intervals().size();
    scores = new long[n][n];
    firstSource = new int[n];
    lastSource = new int[n];
    for (int from = 0; from < n; from++) {
      double[] row = row(from);
      for (int to = 0; to < n; to++) {
        scores[to][from] = FixedPoint.log(row[to]);
      }
    }
    for (int to = 0; to < n; to++) {
      int first = 0;
      while (first < n - 1 && FixedPoint.isImpossible(scores[to][first])) {
        first++;
      }
      int last = n - 1;
      while (last > first && FixedPoint.isImpossible(scores[to][last])) {
        last--;
      }
      firstSource[to] = first;
      lastSource[to] = last;
    }
  }

  private double[] row(int from) {
    int n = model.intervals().size();
    double[] row = new double[n];
    double period = model.intervals().get(from);
    double sum = 0;
    for (int to = 0; to < n; to++) {
      double change = Math.abs(model.intervals().get(to) / period - 1);
      // The period itself is spelled out because infinity times 0 is no number.
      double value = to == from ? 1 : StrictMath.exp(-model.lambda() * change);
      row[to] = value > MACHINE_EPSILON ? value : 0;
      sum += own[to] || !own[from] ? row[to] : 0;
    }
    if (model.changeProbability().isPresent() && sum > row[from]) {
      double change = model.changeProbability().getAsDouble();
      double others = sum - row[from];
      for (int to = 0; to < n; to++) {
        row[to] = to == from ? 1 - change : change * row[to] / others;
      }
    } else {
      for (int to = 0; to < n; to++) {
        row[to] /= sum;
      }
    }
    return row;
  }

  /** Log probability of going from one period to another at a beat's end. */
  long score(int from, int to) {
    return scores[to][from];
  }

  /** First period that can lead to this one. */
  int firstSource(int to) {
    return firstSource[to];
  }

  /** Last period that can lead to this one. */
  int lastSource(int to) {
    return lastSource[to];
  }
}
