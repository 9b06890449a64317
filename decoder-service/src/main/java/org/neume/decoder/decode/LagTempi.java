package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tempi that an autocorrelation of activations speaks for.
 *
 * <p>A period's strength is the mean covariance at its multiples within the longest lag, at most eight of
 * them: what repeats every beat repeats every two, three or more beats too, and the multiples tell its
 * length more exactly. Two things tell it from its multiples and parts: four beats repeat better than two
 * do, as bars have accents, and little repeats after thirds of a beat, unless the beat itself repeats better,
 * as in bars of six eighths. A log-normal preference for tempi (Ellis, "Beat tracking by dynamic
 * programming", 2007) weighs the sum.
 */
final class LagTempi {
  private static final int MULTIPLES = 8;
  private static final int HYPOTHESES = 3;

  /** Beats of the bar that most music has. */
  private static final int BAR = 4;

  /** What a bar's excess over half of it adds to a strength. */
  private static final double BAR_SHARE = 0.4;

  /** What is taken off for what repeats after thirds of beats. */
  private static final double THIRDS_SHARE = 0.5;

  /** A bar is known once lags reach it at this tempo, or at the slowest that is looked for. */
  private static final double SLOW = 40;

  /** Activations to either side over which covariances are averaged: 9 ms, about as evenly as beats are played. */
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

  /** @param covariances by lag in activations, as far as they are known */
  LagTempi(TempoRule rule, double[] covariances) {
    this.rule = rule;
    this.covariances = smooth(covariances);
  }

  /** Means of neighbors, the nearer ones counting more, so that a peak stays where it is. */
  private static double[] smooth(double[] values) {
    double[] means = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - NEAR); j <= Math.min(values.length - 1, i + NEAR); j++) {
        int weight = NEAR + 1 - Math.abs(i - j);
        sum += weight * values[j];
        weights += weight;
      }
      means[i] = sum / weights;
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
        mean(period, 1, MULTIPLES) + BAR_SHARE * bar(period) - THIRDS_SHARE * thirds(period);
    return strength * StrictMath.exp(-octaves * octaves / 2);
  }

  /**
   * By how much a bar repeats better than half of it, but no more than half of it repeats: what does not
   * repeat at all there, as in bars of three, is no bar of four. A recording that is too short to tell this
   * of most tempi tells it of none: knowing it of the fast ones alone would prefer the slow.
   */
  private double bar(double period) {
    double slow = 60 * rule.activationRate() / Math.max(rule.slowest(), SLOW);
    if (!isKnown(BAR * slow) || !isKnown(BAR * period)) {
      return 0;
    }
    double half = mean(period, BAR / 2, BAR / 2);
    return Math.min(mean(period, BAR, BAR) - half, Math.max(0, half));
  }

  private double thirds(double period) {
    double beside = Math.max(mean(period * 2 / 3, 1, 1), mean(period * 4 / 3, 1, 1));
    if (mean(period, 1, 1) > beside) {
      return 0;
    }
    double sum = 0;
    int count = 0;
    for (int third = 1; third < 3 * BAR && isKnown(third * period / 3); third++) {
      if (third % 3 != 0) {
        sum += mean(third * period / 3, 1, 1);
        count++;
      }
    }
    return count == 0 ? 0 : Math.max(0, sum / count);
  }

  private boolean isKnown(double lag) {
    return lag < covariances.length - 1;
  }

  /** Mean covariance from one multiple of a period, in activations, to another, as far as it is known. */
  private double mean(double period, int first, int last) {
    double sum = 0;
    int count = 0;
    for (int k = first; k <= last && isKnown(k * period); k++) {
      int lag = (int) (k * period);
      double share = k * period - lag;
      sum += covariances[lag] + share * (covariances[lag + 1] - covariances[lag]);
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }
}
