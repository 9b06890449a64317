package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tracked beats to a grid under all notes: missing beats are put in, and the tempo of the ends goes
 * on before the first beat and behind the last.
 */
final class GridBuilder {
  /** Two beats nearer than this are one. */
  private static final double CLOSEST = 0.1;

  /** A gap longer than so many beats of its surroundings misses beats. */
  private static final double GAP = 1.7;

  private static final int SURROUNDINGS = 6;
  private static final int END_BEATS = 8;

  // Bounds memory: two hours at 200 beats per minute. Longer ends and gaps get longer beats.
  private static final int MOST_ADDED = 24_000;

  private GridBuilder() {}

  /**
   * Builds the grid.
   *
   * @param beats in any order
   * @param from no note begins before this time
   * @param to no note begins or ends after this time, {@code from} or later
   * @param defaultTempo beats per minute if there are fewer than two beats
   */
  static BeatGrid build(List<TrackedBeat> beats, double from, double to, double defaultTempo) {
    List<TrackedBeat> sorted = distinct(beats);
    boolean tracked = sorted.size() >= 2;
    if (!tracked) {
      double period = 60 / defaultTempo;
      sorted = List.of(new TrackedBeat(from, 0), new TrackedBeat(from + period, 0));
    }
    List<TrackedBeat> whole = filled(sorted);
    double[] times = whole.stream().mapToDouble(TrackedBeat::time).toArray();
    double head = Periods.localMedian(times, 0, Math.min(END_BEATS, times.length - 1));
    double tail = Periods.localMedian(times, times.length - 1, END_BEATS);
    // One beat more at each end: a note a little before a beat belongs to it.
    int before = tracked ? added(times[0] - from, head) + 1 : 1;
    int after = added(to - times[times.length - 1], tail) + 2;
    double headStep = Math.max(head, (times[0] - from) / Math.max(1, before - 1));
    double tailStep = Math.max(tail, (to - times[times.length - 1]) / Math.max(1, after - 2));
    double[] allTimes = new double[before + times.length + after];
    int[] numbers = new int[allTimes.length];
    for (int i = 0; i < allTimes.length; i++) {
      int k = i - before;
      if (k < 0) {
        allTimes[i] = times[0] + k * headStep;
      } else if (k < times.length) {
        allTimes[i] = times[k];
        numbers[i] = whole.get(k).number();
      } else {
        allTimes[i] = times[times.length - 1] + (k - times.length + 1) * tailStep;
      }
    }
    return new BeatGrid(allTimes, numbers, before, tracked);
  }

  private static int added(double seconds, double period) {
    return (int) Math.min(MOST_ADDED, Math.max(0, Math.ceil(seconds / period - 1e-9)));
  }

  private static List<TrackedBeat> distinct(List<TrackedBeat> beats) {
    TrackedBeat[] sorted = beats.toArray(TrackedBeat[]::new);
    Arrays.sort(
        sorted, Comparator.comparingDouble(TrackedBeat::time).thenComparing(TrackedBeat::number));
    List<TrackedBeat> result = new ArrayList<>();
    for (TrackedBeat beat : sorted) {
      if (result.isEmpty() || beat.time() - result.get(result.size() - 1).time() >= CLOSEST) {
        result.add(beat);
      }
    }
    return result;
  }

  private static List<TrackedBeat> filled(List<TrackedBeat> beats) {
    double[] times = beats.stream().mapToDouble(TrackedBeat::time).toArray();
    List<TrackedBeat> result = new ArrayList<>();
    int budget = MOST_ADDED;
    for (int i = 0; i + 1 < times.length; i++) {
      result.add(beats.get(i));
      double gap = times[i + 1] - times[i];
      double usual = Periods.localMedian(times, i, SURROUNDINGS);
      if (gap > GAP * usual) {
        int missing = (int) Math.min(budget, Math.round(gap / usual) - 1);
        budget -= missing;
        for (int k = 1; k <= missing; k++) {
          result.add(new TrackedBeat(times[i] + gap * k / (missing + 1), 0));
        }
      }
    }
    result.add(beats.get(beats.size() - 1));
    return result;
  }
}
