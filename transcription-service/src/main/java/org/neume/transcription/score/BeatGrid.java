package org.neume.transcription.score;

import java.util.Arrays;

/**
 * Beats without gaps from before the first note to behind the last: time and position in beats are
 * piecewise linear functions of each other.
 */
final class BeatGrid {
  private final double[] times;
  private final int[] numbers;
  private final int firstTracked;
  private final boolean tracked;

  /**
   * Takes ownership of the arrays.
   *
   * @param times strictly increasing seconds, at least two
   * @param numbers place in the bar, 0 where not known
   * @param firstTracked index of the first beat that was not put in front
   * @param tracked whether any beat was tracked
   */
  BeatGrid(double[] times, int[] numbers, int firstTracked, boolean tracked) {
    this.times = times;
    this.numbers = numbers;
    this.firstTracked = firstTracked;
    this.tracked = tracked;
  }

  int size() {
    return times.length;
  }

  double time(int beat) {
    return times[beat];
  }

  int number(int beat) {
    return numbers[beat];
  }

  int firstTracked() {
    return firstTracked;
  }

  boolean tracked() {
    return tracked;
  }

  /** Seconds from this beat to the next; the last beat is as long as the one before. */
  double period(int beat) {
    int from = Math.max(0, Math.min(beat, times.length - 2));
    return times[from + 1] - times[from];
  }

  /** Position of a time, in beats from the grid's first; goes on evenly outside the grid. */
  double position(double seconds) {
    int found = Arrays.binarySearch(times, seconds);
    int beat = found >= 0 ? found : -found - 2;
    beat = Math.max(0, Math.min(beat, times.length - 2));
    return beat + (seconds - times[beat]) / period(beat);
  }

  /** The median length of a beat, in seconds. */
  double medianPeriod() {
    double[] periods = new double[times.length - 1];
    for (int i = 0; i < periods.length; i++) {
      periods[i] = period(i);
    }
    return Periods.median(periods);
  }
}
