package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Beat numbers to bar lines, by the cheapest way to explain the numbers: a bar line on a beat that
 * is no 1, and a 1 inside a bar, cost a little; a change of the bar length costs more. A single bar
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
  private static final double CHANGE = 2.2;
  private static final double UNUSUAL = 0.02;

  private BarFinder() {}

  /** The most common distance between two beats numbered 1; 4 if there are none. */
  static int usualLength(BeatGrid grid) {
    int[] counts = new int[LONGEST + 1];
    int lastOne = -1;
    for (int i = 0; i < grid.size(); i++) {
      if (grid.number(i) != 1) {
        continue;
      }
      if (lastOne >= 0 && i - lastOne <= LONGEST) {
        counts[i - lastOne]++;
      }
      lastOne = i;
    }
    int best = 0;
    for (int length = 1; length <= LONGEST; length++) {
      if (counts[length] > counts[best]) {
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
    return highest >= 2 && highest <= LONGEST ? highest : USUAL;
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
      java.util.Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    int[] ones = ones(grid, first, cost.length);
    // A pickup of fewer beats than a bar has, or none.
    for (int length = 1; length <= LONGEST; length++) {
      for (int pickup = 0; pickup < length; pickup++) {
        double start = pickup(grid, first, pickup, length) + unusual(length, usual);
        if (start < cost[pickup][length]) {
          cost[pickup][length] = start + (pickup > 0 ? inside(ones, 0, pickup) : 0);
        }
      }
    }
    for (int i = 0; i < beats; i++) {
      int number = first + i < grid.size() ? grid.number(first + i) : 0;
      double line = number > 1 ? MISSING_ONE : 0;
      for (int before = 1; before <= LONGEST; before++) {
        if (cost[i][before] == Double.POSITIVE_INFINITY) {
          continue;
        }
        for (int length = 1; length <= LONGEST; length++) {
          double next =
              cost[i][before]
                  + line
                  + inside(ones, i + 1, i + length)
                  + (length == before ? 0 : CHANGE)
                  + unusual(length, usual);
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
      bars.add(0, new Bar(first + place - length, length, length));
      int before = from[place][length];
      place -= length;
      length = before;
    }
    if (place > 0) {
      bars.add(0, new Bar(first, place, length));
    }
    return bars;
  }

  // A first beat numbered n of a bar of that length leaves a pickup of length + 1 - n beats.
  private static double pickup(BeatGrid grid, int first, int pickup, int length) {
    for (int i = 0; i < pickup && first + i < grid.size(); i++) {
      int number = grid.number(first + i);
      if (number > 0 && number != length - pickup + i + 1) {
        return MISSING_ONE;
      }
    }
    return pickup == 0 ? 0 : 0.01;
  }

  private static double unusual(int length, int usual) {
    return length == usual ? 0 : UNUSUAL * (1 + Math.abs(length - usual)) + (length == 1 ? 1 : 0);
  }

  // ones[i]: how many of the first i beats are numbered 1.
  private static int[] ones(BeatGrid grid, int first, int size) {
    int[] ones = new int[size + 1];
    for (int i = 0; i < size; i++) {
      boolean one = first + i < grid.size() && grid.number(first + i) == 1;
      ones[i + 1] = ones[i] + (one ? 1 : 0);
    }
    return ones;
  }

  private static double inside(int[] ones, int from, int to) {
    return ONE_INSIDE
        * (ones[Math.min(to, ones.length - 1)] - ones[Math.min(from, ones.length - 1)]);
  }
}
