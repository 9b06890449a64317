package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Beat numbers to bar lines, by the cheapest way to explain the numbers: a bar line on a beat that
 * is no 1, a 1 inside a bar, and a beat with another number than its place, cost a little; a change
 * of the bar length costs more. A single bar
 * that a tracker counted wrong therefore does not shift those behind it, and does not get a time
 * signature either unless the bars behind it stand elsewhere for good.
 */
final class BarFinder {
  /**
   * A bar.
   *
   * @param firstBeat index of its first beat in the grid
   * @param beats how many it has
   * @param length how many beats its time signature says; more than {@code beats} in a pickup
   */
  record Bar(int firstBeat, int beats, int length) {}

  private static final int LONGEST = 12;
  private static final int USUAL = 4;
  private static final double MISSING_ONE = 1;
  private static final double ONE_INSIDE = 1;
  private static final double OTHER_NUMBER = 0.25;
  private static final double CHANGE = 1.8;
  private static final double UNUSUAL = 0.02;
  private static final double PICKUP = 0.01;

  private BarFinder() {}

  /** The number that most often comes before a 1, of equals the highest; 4 if there is none. */
  static int usualLength(BeatGrid grid) {
    int[] counts = new int[LONGEST + 1];
    int best = 0;
    for (int i = 1; i < grid.size(); i++) {
      int before = grid.number(i - 1);
      if (grid.number(i) == 1 && before > 1 && before <= LONGEST) {
        counts[before]++;
      }
    }
    for (int length = 2; length <= LONGEST; length++) {
      if (counts[length] > 0 && counts[length] >= counts[best]) {
        best = length;
      }
    }
    if (best > 0) {
      return best;
    }
    int highest = 0;
    for (int i = 0; i < grid.size(); i++) {
      highest = Math.max(highest, grid.number(i));
    }
    return highest >= 3 && highest <= LONGEST ? highest : USUAL;
  }

  /**
   * Finds the bars.
   *
   * @param grid the beats
   * @param first the first beat that a bar must hold
   * @param end behind the last beat that a bar must hold, above {@code first}
   * @return bars without gaps; the first may be a pickup, the last may go beyond {@code end}
   */
  static List<Bar> find(BeatGrid grid, int first, int end) {
    int usual = usualLength(grid);
    int beats = end - first;
    double[][] cost = new double[beats + LONGEST + 1][LONGEST + 1];
    int[][] from = new int[cost.length][LONGEST + 1];
    for (double[] row : cost) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    // A pickup of fewer beats than a bar has, or none.
    for (int length = 1; length <= LONGEST; length++) {
      for (int pickup = 0; pickup < length; pickup++) {
        cost[pickup][length] =
            pickup(grid, first, pickup, length)
                + (length == usual ? 0 : CHANGE)
                + unusual(length, usual);
      }
    }
    for (int i = 0; i < beats; i++) {
      double numbers = number(grid, first + i) > 1 ? MISSING_ONE : 0;
      for (int length = 1; length <= LONGEST; length++) {
        if (length > 1) {
          numbers += inside(grid, first + i + length - 1, length);
        }
        for (int before = 1; before <= LONGEST; before++) {
          double next =
              cost[i][before] + numbers + (length == before ? 0 : CHANGE) + unusual(length, usual);
          if (next < cost[i + length][length]) {
            cost[i + length][length] = next;
            from[i + length][length] = before;
          }
        }
      }
    }
    return trace(cost, from, first, beats);
  }

  private static List<Bar> trace(double[][] cost, int[][] from, int first, int beats) {
    int place = -1;
    int length = 0;
    for (int i = beats; i < cost.length; i++) {
      for (int l = 1; l <= LONGEST; l++) {
        // Of ways that cost the same the shortest: no bar for nothing.
        boolean endsHere = i - l < beats || from[i][l] == 0;
        if (endsHere && (place < 0 || cost[i][l] < cost[place][length])) {
          place = i;
          length = l;
        }
      }
    }
    List<Bar> bars = new ArrayList<>();
    while (from[place][length] > 0) {
      bars.add(new Bar(first + place - length, length, length));
      int before = from[place][length];
      place -= length;
      length = before;
    }
    if (place > 0) {
      bars.add(new Bar(first, place, length));
    }
    Collections.reverse(bars);
    return bars;
  }

  // A first beat numbered n of a bar of that length leaves a pickup of length + 1 - n beats.
  private static double pickup(BeatGrid grid, int first, int pickup, int length) {
    double cost = pickup == 0 ? 0 : PICKUP;
    for (int i = 0; i < pickup; i++) {
      cost += inside(grid, first + i, length - pickup + i + 1);
    }
    return cost;
  }

  /** What a beat inside a bar says against its place there, counted from 1. */
  private static double inside(BeatGrid grid, int beat, int place) {
    int number = number(grid, beat);
    if (number == 0 || number == place) {
      return 0;
    }
    return OTHER_NUMBER + (number == 1 ? ONE_INSIDE : 0);
  }

  private static int number(BeatGrid grid, int beat) {
    return beat < grid.size() ? grid.number(beat) : 0;
  }

  private static double unusual(int length, int usual) {
    return length == usual ? 0 : UNUSUAL * (1 + Math.abs(length - usual)) + (length == 1 ? 1 : 0);
  }
}
