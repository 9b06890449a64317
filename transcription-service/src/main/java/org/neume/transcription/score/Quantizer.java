package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neume.transcription.score.Division.Family;

/**
 * Puts onsets on the beat grid by the best path of a hidden Markov model over metrical positions.
 *
 * <p>A state is a place on the grid, the division of its beat, and the family of the last divided
 * beat; the model is {@link DivisionCosts}, the emission a Gaussian of the onset's deviation from
 * its place in beats (after Nakamura, Yoshii and Sagayama, Rhythm transcription of polyphonic piano
 * music based on merged-output HMM, 2017, where chords are notes that move by nothing). All beats
 * of a piece are weighed together: a place is chosen for what it makes of its beat, not by
 * rounding.
 */
final class Quantizer {
  /** How far from its onset, in beats, a place may lie. */
  private static final double REACH = 0.4;

  /** A pitch that repeats in place; only where no other way is left. */
  private static final double COLLISION = 40;

  /** A first note before the first tracked beat, which mostly is where the music begins. */
  private static final double BEFORE_FIRST_BEAT = 4;

  private record State(int place, Division division, Family family, double emission) {
    int beat() {
      return Math.floorDiv(place, BeatUnit.STEPS);
    }

    int stepInBeat() {
      return Math.floorMod(place, BeatUnit.STEPS);
    }
  }

  private final BeatGrid grid;
  private final List<Division> divisions;
  private final DivisionCosts costs;
  private final ScoreOptions options;

  Quantizer(BeatGrid grid, BeatUnit unit, ScoreOptions options) {
    this.grid = grid;
    this.divisions = Division.of(unit, options.subdivisions());
    this.costs = new DivisionCosts(unit.isCompound());
    this.options = options;
  }

  /**
   * Quantizes.
   *
   * @param onsets seconds, not decreasing
   * @param pitches their pitches: two onsets of one pitch keep apart
   * @return places in steps from the grid's first beat, not decreasing, and the divisions of the
   *     beats on which notes begin
   */
  Quantized quantize(double[] onsets, int[] pitches) {
    int count = onsets.length;
    if (count == 0) {
      return new Quantized(new int[0], new Division[0]);
    }
    boolean[] apart = apart(onsets, pitches);
    List<List<State>> states = new ArrayList<>(count);
    int[][] back = new int[count][];
    double[] scores = new double[0];
    for (int i = 0; i < count; i++) {
      List<State> now = states(onsets[i]);
      double[] next = new double[now.size()];
      back[i] = new int[now.size()];
      for (int s = 0; s < next.length; s++) {
        State to = now.get(s);
        if (i == 0) {
          boolean starts = to.family() == to.division().family();
          next[s] = starts ? to.emission() + first(to) : Double.POSITIVE_INFINITY;
          continue;
        }
        next[s] = Double.POSITIVE_INFINITY;
        List<State> before = states.get(i - 1);
        for (int b = 0; b < before.size(); b++) {
          double score = scores[b] + step(before.get(b), to, apart[i]);
          if (score < next[s]) {
            next[s] = score;
            back[i][s] = b;
          }
        }
        next[s] += to.emission();
      }
      states.add(now);
      scores = next;
    }
    return trace(states, back, scores);
  }

  private static Quantized trace(List<List<State>> states, int[][] back, double[] scores) {
    int best = 0;
    for (int s = 1; s < scores.length; s++) {
      if (scores[s] < scores[best]) {
        best = s;
      }
    }
    int[] places = new int[back.length];
    Division[] divisions = new Division[back.length];
    for (int i = back.length - 1; i >= 0; i--) {
      State state = states.get(i).get(best);
      places[i] = state.place();
      divisions[i] = state.division();
      best = back[i][best];
    }
    return new Quantized(places, divisions);
  }

  // Marks onsets where the place must move on, so that between any two of one pitch there is one:
  // at
  // the widest gap between the two. Onsets farther apart than any two places of theirs need none.
  private boolean[] apart(double[] onsets, int[] pitches) {
    boolean[] apart = new boolean[pitches.length];
    int[] last = new int[128];
    Arrays.fill(last, -1);
    int lastMark = -1;
    for (int i = 0; i < pitches.length; i++) {
      int previous = last[pitches[i]];
      last[pitches[i]] = i;
      if (previous < 0
          || lastMark > previous
          || grid.position(onsets[i]) - grid.position(onsets[previous]) > 2 * REACH) {
        continue;
      }
      int widest = i;
      for (int k = previous + 1; k < i; k++) {
        if (onsets[k] - onsets[k - 1] > onsets[widest] - onsets[widest - 1]) {
          widest = k;
        }
      }
      apart[widest] = true;
      lastMark = widest;
    }
    return apart;
  }

  private List<State> states(double onset) {
    double position = grid.position(onset);
    int beatOf = Math.max(0, Math.min(grid.size() - 2, (int) Math.floor(position)));
    double inTime = options.timeDeviation() / grid.period(beatOf);
    double variance = inTime * inTime + options.beatDeviation() * options.beatDeviation();
    List<State> states = new ArrayList<>();
    int lowest = (int) Math.ceil((position - REACH) * BeatUnit.STEPS);
    int highest = (int) Math.floor((position + REACH) * BeatUnit.STEPS);
    for (Division division : divisions) {
      int step = division.step();
      int reachedLow = Math.floorDiv(lowest + step - 1, step) * step;
      for (int place = reachedLow; place <= highest; place += step) {
        add(states, place, division, position, variance);
      }
    }
    return states;
  }

  private void add(
      List<State> states, int place, Division division, double position, double variance) {
    if (place < 0) {
      return;
    }
    double deviation = position - (double) place / BeatUnit.STEPS;
    double emission = deviation * deviation / (2 * variance);
    if (division.family() == Family.EITHER) {
      for (Family family : Family.values()) {
        states.add(new State(place, division, family, emission));
      }
    } else {
      states.add(new State(place, division, division.family(), emission));
    }
  }

  private double first(State to) {
    boolean early = grid.tracked() && to.beat() < grid.firstTracked();
    return entry(to, Family.EITHER) + (early ? BEFORE_FIRST_BEAT : 0);
  }

  private double entry(State to, Family before) {
    return costs.division(to.division(), before) + costs.place(to.division(), to.stepInBeat());
  }

  private double step(State from, State to, boolean apart) {
    if (to.place() < from.place()) {
      return Double.POSITIVE_INFINITY;
    }
    if (to.beat() == from.beat()) {
      if (to.division() != from.division() || to.family() != from.family()) {
        return Double.POSITIVE_INFINITY;
      }
      if (to.place() == from.place()) {
        return apart ? COLLISION : 0;
      }
      return costs.place(to.division(), to.stepInBeat());
    }
    if (to.division() == Division.ONE && to.family() != from.family()) {
      return Double.POSITIVE_INFINITY;
    }
    return entry(to, from.family());
  }
}
