package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tempi that an autocorrelation of activations speaks for.
 *
 * <p>A period's strength is the mean covariance at its multiples within the longest lag, at most eight of
 * them: what repeats every beat repeats every two, three or more beats too, and the multiples tell its
 * length more exactly. A log-normal preference for tempi (Ellis, "Beat tracking by dynamic programming",
 * 2007) weighs it.
 */
final class LagTempi {
  private static final int MULTIPLES = 8;
  private static final int HYPOTHESES = 3;

  /** Below this variance of the activations nothing happens: rounding alone. */
  private static final double LEAST_VARIANCE = 1e-9;

  /** Share of the variance that must repeat for a tempo. */
  private static final double LEAST_STRENGTH = 0.01;

  /** Periods that differ by less are one tempo. */
  private static final double APART = 0.08;

  /** Ratio of neighboring periods that are looked at: one activation at the longest lags. */
  private static final double STEP = 1.0004;

  private final TempoRule rule;
  private final double[] covariances;

  /** @param covariances by lag in activations, as far as they are known; not copied */
  LagTempi(TempoRule rule, double[] covariances) {
    this.rule = rule;
    this.covariances = covariances;
  }

  /**
   * The tempo and its alternatives, heaviest first, their weights summing to 1; none where nothing
   * repeats.
   */
  List<TempoHypothesis> hypotheses() {
    List<TempoHypothesis> peaks = peaks();
    peaks.sort(Comparator.comparingDouble(TempoHypothesis::weight).reversed());
    List<TempoHypothesis> chosen = new ArrayList<>();
    for (TempoHypothesis peak : peaks) {
      if (chosen.size() < HYPOTHESES && chosen.stream().noneMatch(c -> isNear(c, peak))) {
        chosen.add(peak);
      }
    }
    double total = chosen.stream().mapToDouble(TempoHypothesis::weight).sum();
    return chosen.stream()
        .map(c -> new TempoHypothesis(c.beatsPerMinute(), c.weight() / total))
        .toList();
  }

  private static boolean isNear(TempoHypothesis one, TempoHypothesis other) {
    double ratio = one.beatsPerMinute() / other.beatsPerMinute();
    return ratio > 1 - APART && ratio < 1 / (1 - APART);
  }

  /** Local maxima of the weighed strength, with their weights unscaled. */
  private List<TempoHypothesis> peaks() {
    List<TempoHypothesis> peaks = new ArrayList<>();
    if (covariances.length == 0 || covariances[0] < LEAST_VARIANCE) {
      return peaks;
    }
    double before = -1;
    double here = -1;
    double tempoHere = 0;
    for (double tempo = rule.slowest() / STEP;
        tempo <= rule.fastest() * STEP * STEP;
        tempo *= STEP) {
      double next = weight(tempo);
      if (here > before
          && here >= next
          && here > LEAST_STRENGTH * covariances[0]
          && isInside(tempoHere)) {
        double aside = 0.5 * (before - next) / (before - 2 * here + next);
        peaks.add(new TempoHypothesis(tempoHere * StrictMath.pow(STEP, aside), here));
      }
      before = here;
      here = next;
      tempoHere = tempo;
    }
    return peaks;
  }

  private boolean isInside(double tempo) {
    return tempo >= rule.slowest() && tempo <= rule.fastest();
  }

  private double weight(double tempo) {
    double octaves = StrictMath.log(tempo / rule.center()) / StrictMath.log(2) / rule.octaves();
    return strength(60 * rule.activationRate() / tempo) * StrictMath.exp(-octaves * octaves / 2);
  }

  /** Mean covariance at the multiples of a period, in activations. */
  private double strength(double period) {
    double sum = 0;
    int count = 0;
    for (int k = 1; k <= MULTIPLES && k * period < covariances.length - 1; k++) {
      int lag = (int) (k * period);
      double share = k * period - lag;
      sum += covariances[lag] + share * (covariances[lag + 1] - covariances[lag]);
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }
}
