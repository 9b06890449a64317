package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects over a recording what speaks for its overall tempo and for the alternatives that a
 * listener might tap instead.
 *
 * <p>The tempo is the mean decoded period within 4 % of the one that most time is spent near. Its
 * alternatives are the next such period outside of 8 %, and the metrical relatives of the tempo:
 * twice and three times as fast, by how strong the activations at a half, or at both thirds, of the
 * beats are against those on the beats; two and three times as slow, by how much every second or
 * third beat stands out. A log-normal preference around 120 BPM with a deviation of one octave
 * (Ellis 2007) weighs them.
 *
 * <p>All sums are whole numbers, so they do not depend on where a restarted decoder took them over.
 */
final class TempoEvidence {
  private static final double UNITS = 1 << 16;
  private static final double NEAR = 0.04;
  private static final double APART = 0.08;
  private static final double FAINT = 0.05;
  private static final double STRONGEST = 0.95;
  private static final int HYPOTHESES = 3;

  private final BeatStateSpace space;
  private final double frameRate;
  private final TempoSums sums;

  TempoEvidence(BeatStateSpace space, double frameRate, TempoSums sums) {
    this.space = space;
    this.frameRate = frameRate;
    this.sums = sums;
  }

  TempoSums sums() {
    return sums;
  }

  /** Adds a decoded beat; one that is cut short by a passage's ends counts for nothing. */
  void add(BeatSegment segment, long peak, Activations activations) {
    int interval = segment.entry().interval();
    int period = space.interval(interval);
    long entry = segment.entry().frame();
    if (segment.first() != entry || segment.end() != entry + period) {
      return;
    }
    long reach = space.beatFrames(interval) / 2;
    long middle = peak + period / 2;
    long third = peak + period / 3;
    long twoThirds = peak + 2L * period / 3;
    float half = around(middle, reach, segment, activations);
    float thirds =
        Math.min(
            around(third, reach, segment, activations),
            around(twoThirds, reach, segment, activations));
    sums.add(interval, units(activations.any(peak)), units(half), units(thirds));
  }

  private static float around(
      long frame, long reach, BeatSegment segment, Activations activations) {
    return BeatConfidence.largest(activations, segment, frame - reach, frame + reach + 1);
  }

  private static long units(float activation) {
    return Math.round(activation * UNITS);
  }

  /** The overall tempo and two alternatives, heaviest first; empty if there were no beats. */
  List<TempoHypothesis> hypotheses() {
    double all = time(0, Double.POSITIVE_INFINITY);
    if (all == 0) {
      return List.of();
    }
    double period = mode(0);
    double tempo = 60 * frameRate / period;
    double own = time(period * (1 - NEAR), period * (1 + NEAR)) / all;
    List<TempoHypothesis> others = new ArrayList<>();
    double second = mode(period);
    if (second > 0) {
      double share = time(second * (1 - NEAR), second * (1 + NEAR)) / all;
      others.add(new TempoHypothesis(60 * frameRate / second, Math.min(share, own)));
    }
    relative(others, tempo, 2, sums.half(), own);
    relative(others, tempo, 3, sums.thirds(), own);
    relative(others, tempo, 1 / 2.0, sums.everySecond(), own);
    relative(others, tempo, 1 / 3.0, sums.everyThird(), own);
    others.sort(Comparator.comparingDouble(TempoHypothesis::weight).reversed());
    List<TempoHypothesis> chosen = new ArrayList<>();
    chosen.add(new TempoHypothesis(tempo, own));
    chosen.addAll(others.subList(0, HYPOTHESES - 1));
    double total = chosen.stream().mapToDouble(TempoHypothesis::weight).sum();
    return chosen.stream()
        .map(h -> new TempoHypothesis(h.beatsPerMinute(), h.weight() / total))
        .toList();
  }

  private static void relative(
      List<TempoHypothesis> others, double tempo, double factor, double strength, double own) {
    double preferred = preference(tempo * factor) / preference(tempo);
    double weight = Math.min(Math.max(strength, FAINT) * preferred, STRONGEST);
    others.add(new TempoHypothesis(tempo * factor, own * weight));
  }

  private static double preference(double tempo) {
    double octaves = StrictMath.log(tempo / 120) / StrictMath.log(2);
    return StrictMath.exp(-octaves * octaves / 2);
  }

  /** The mean period around the one that most time is spent near, not counting those near another. */
  private double mode(double except) {
    double found = 0;
    double longest = 0;
    for (int i = 0; i < space.intervalCount(); i++) {
      double period = space.interval(i);
      if (sums.beats(i) == 0 || Math.abs(period / Math.max(except, 1e-9) - 1) <= APART) {
        continue;
      }
      double time = time(period * (1 - NEAR), period * (1 + NEAR));
      if (time > longest) {
        longest = time;
        found = period;
      }
    }
    return found == 0 ? 0 : mean(found);
  }

  private double mean(double period) {
    double beats = 0;
    for (int i = 0; i < space.intervalCount(); i++) {
      if (Math.abs(space.interval(i) / period - 1) <= NEAR) {
        beats += sums.beats(i);
      }
    }
    return time(period * (1 - NEAR), period * (1 + NEAR)) / beats;
  }

  /** Frames spent in beats whose period lies in a range. */
  private double time(double from, double to) {
    double time = 0;
    for (int i = 0; i < space.intervalCount(); i++) {
      int period = space.interval(i);
      if (period >= from && period <= to) {
        time += (double) sums.beats(i) * period;
      }
    }
    return time;
  }
}
