package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tempi that an autocorrelation of activations speaks for.
 *
 * <p>A period's strength is the mean covariance at its multiples within the longest lag, at most eight of
 * them: what repeats every beat repeats every two, three or more beats too, and the multiples tell its
 * length more exactly. Two things tell a tempo from its half, its double and what lies between: that music
 * repeats after four beats better than after two, a bar rather than half a bar, and that little repeats after
 * thirds of a beat. A log-normal preference for tempi (Ellis, "Beat tracking by dynamic programming", 2007) weighs it.
 */
final class LagTempi {
  private static final int MULTIPLES = 8;
  private static final int HYPOTHESES = 3;

  /** Beats of the bar that most music has. */
  private static final int BAR = 4;

  /** What a bar's excess over half of it adds to a strength, and what thirds of beats take off. */
  private static final double BAR_SHARE = 0.4;

  private static final double THIRDS_SHARE = 0.5;

  /** Activations to either side over which bars and thirds are averaged: 9 ms, as beats are played. */
  private static final int NEAR = 4;

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
  private final double[] smooth;

  /** @param covariances by lag in activations, as far as they are known; not copied */
  LagTempi(TempoRule rule, double[] covariances) {
    this.rule = rule;
    this.covariances = covariances;
    this.smooth = smooth(covariances);
  }

  private static double[] smooth(double[] values) {
    double[] means = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - NEAR);
      int to = Math.min(values.length, i + NEAR + 1);
      double sum = 0;
      for (int j = from; j < to; j++) {
        sum += values[j];
      }
      means[i] = sum / (to - from);
    }
    return means;
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
    double period = 60 * rule.activationRate() / tempo;
    double strength =
        mean(covariances, period, 1, MULTIPLES, 0) + BAR_SHARE * bar(period) - thirds(period);
    return strength * StrictMath.exp(-octaves * octaves / 2);
  }

  /** By how much a bar repeats better than half of it; 0 unless that is known of all tempi. */
  private double bar(double period) {
    if (BAR * 60 * rule.activationRate() / rule.slowest() >= smooth.length - 1
        || BAR * period >= smooth.length - 1) {
      return 0;
    }
    return mean(smooth, period, BAR, BAR, 0) - mean(smooth, period, BAR / 2, BAR / 2, 0);
  }

  private double thirds(double period) {
    double both =
        (mean(smooth, period, 1, BAR, 1 / 3.0) + mean(smooth, period, 1, BAR, 2 / 3.0)) / 2;
    return THIRDS_SHARE * Math.max(0, both);
  }

  /**
   * Mean at some multiples of a period, as far as they are known.
   *
   * @param period in activations
   * @param before part of a period by which each multiple is shortened
   */
  private static double mean(double[] values, double period, int first, int last, double before) {
    double sum = 0;
    int count = 0;
    for (int k = first; k <= last && (k - before) * period < values.length - 1; k++) {
      double at = (k - before) * period;
      int lag = (int) at;
      sum += values[lag] + (at - lag) * (values[lag + 1] - values[lag]);
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }
}
