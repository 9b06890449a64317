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

  private final int[] periods;
  private final double frameRate;
  private final TempoSums sums;

  /** @param periods beat periods in frames, ascending; not copied */
  TempoEvidence(int[] periods, double frameRate, TempoSums sums) {
    this.periods = periods;
    this.frameRate = frameRate;
    this.sums = sums;
  }

  TempoSums sums() {
    return sums;
  }

  /**
   * Adds a beat that lasts from its entry to its end.
   *
   * @param index index of the beat's period
   * @param peak frame of the beat
   * @param reach frames to either side in which an activation between beats may have its peak
   */
  void add(int index, BeatSegment segment, long peak, int reach, Activations activations) {
    int period = periods[index];
    float half = around(peak + period / 2, reach, segment, activations);
    float third = around(peak + period / 3, reach, segment, activations);
    float twoThirds = around(peak + 2L * period / 3, reach, segment, activations);
    sums.add(index, units(activations.any(peak)), units(half), units(Math.min(third, twoThirds)));
  }

  private static float around(long frame, int reach, BeatSegment segment, Activations activations) {
    return BeatConfidence.largest(activations, segment, frame - reach, frame + reach + 1);
  }

  private static long units(float activation) {
    return Math.round(activation * UNITS);
  }

  /** The overall tempo and two alternatives, heaviest first; empty if there were no beats. */
  List<TempoHypothesis> hypotheses() {
    double all = 0;
    for (int i = 0; i < periods.length; i++) {
      all += frames(i);
    }
    if (all == 0) {
      return List.of();
    }
    Mode first = mode(0);
    double tempo = first.tempo(frameRate);
    double own = first.frames() / all;
    List<TempoHypothesis> others = new ArrayList<>();
    Mode second = mode(first.period());
    if (second.beats() > 0) {
      others.add(
          new TempoHypothesis(second.tempo(frameRate), Math.min(second.frames() / all, own)));
    }
    relative(others, tempo, 2, sums.half(), own);
    relative(others, tempo, 3, sums.thirds(), own);
    relative(others, tempo, 1 / 2.0, sums.everySecond(), own);
    relative(others, tempo, 1 / 3.0, sums.everyThird(), own);
    others.sort(Comparator.comparingDouble(TempoHypothesis::weight).reversed());
    List<TempoHypothesis> chosen = new ArrayList<>();
    chosen.add(new TempoHypothesis(tempo, own));
    for (TempoHypothesis other : others) {
      if (chosen.size() < HYPOTHESES && chosen.stream().noneMatch(c -> isSame(c, other))) {
        chosen.add(other);
      }
    }
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

  /** A second tempo that much time is spent near may be a metrical relative of the first. */
  private static boolean isSame(TempoHypothesis one, TempoHypothesis other) {
    return isNear(1 / one.beatsPerMinute(), 1 / other.beatsPerMinute(), APART);
  }

  private static double preference(double tempo) {
    double octaves = StrictMath.log(tempo / 120) / StrictMath.log(2);
    return StrictMath.exp(-octaves * octaves / 2);
  }

  /** Decoded beats of similar period and the frames they took. */
  private record Mode(double beats, double frames) {
    double period() {
      return frames / beats;
    }

    double tempo(double frameRate) {
      return 60 * frameRate / period();
    }
  }

  /** The periods near the one that most time is spent near, except for those around another. */
  private Mode mode(double except) {
    Mode found = new Mode(0, 0);
    for (int i = 0; i < periods.length; i++) {
      if (sums.beats(i) > 0 && !isNear(except, periods[i], APART)) {
        Mode here = around(periods[i]);
        found = here.frames() > found.frames() ? here : found;
      }
    }
    return found;
  }

  private Mode around(double period) {
    double beats = 0;
    double frames = 0;
    for (int i = 0; i < periods.length; i++) {
      if (isNear(periods[i], period, NEAR)) {
        beats += sums.beats(i);
        frames += frames(i);
      }
    }
    return new Mode(beats, frames);
  }

  private static boolean isNear(double period, double center, double tolerance) {
    return Math.abs(period - center) <= tolerance * center;
  }

  private double frames(int interval) {
    return (double) sums.beats(interval) * periods[interval];
  }
}
