package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides notes between two hands by the best path of a split point through the piece: everything
 * from the split point up is the right hand's.
 *
 * <p>A split point pays for moving, for lying far from middle C, for lying close to a note (which
 * keeps a melody from being cut in two), and for hands that would have to reach too far or hold too
 * many keys. What a hand still holds counts for its reach.
 */
final class HandSplitter {
  private static final int LOWEST = 36;
  private static final int HIGHEST = 84;
  private static final int SPLITS = HIGHEST - LOWEST + 1;
  private static final int MIDDLE_C = 60;
  private static final int REACH = 14;
  private static final int FINGERS = 5;

  private static final double MOVE = 0.35;
  private static final double FAR = 0.004;
  private static final double CLOSE = 0.5;
  private static final double OVERREACH = 0.7;

  private HandSplitter() {}

  /**
   * Divides.
   *
   * @param notes in order of their starts
   * @return for each note whether it is the right hand's
   */
  static boolean[] rightHand(List<PlacedNote> notes) {
    List<int[]> groups = groups(notes);
    byte[][] back = new byte[groups.size()][SPLITS];
    double[] scores = new double[SPLITS];
    List<PlacedNote> held = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int from = groups.get(g)[0];
      int to = groups.get(g)[1];
      int start = notes.get(from).start();
      held.removeIf(note -> note.end() < start + Score.UNITS_PER_QUARTER / 2.0);
      double[] reached = g == 0 ? scores : moved(scores, back[g]);
      for (int s = 0; s < SPLITS; s++) {
        reached[s] += cost(notes.subList(from, to), held, LOWEST + s);
      }
      scores = reached;
      held.addAll(notes.subList(from, to));
    }
    return trace(notes, groups, back, scores);
  }

  // The distance grows linearly, so two sweeps find the cheapest predecessor of every split.
  private static double[] moved(double[] scores, byte[] back) {
    double[] moved = scores.clone();
    for (int s = 0; s < SPLITS; s++) {
      back[s] = (byte) s;
    }
    for (int s = 1; s < SPLITS; s++) {
      if (moved[s - 1] + MOVE < moved[s]) {
        moved[s] = moved[s - 1] + MOVE;
        back[s] = back[s - 1];
      }
    }
    for (int s = SPLITS - 2; s >= 0; s--) {
      if (moved[s + 1] + MOVE < moved[s]) {
        moved[s] = moved[s + 1] + MOVE;
        back[s] = back[s + 1];
      }
    }
    return moved;
  }

  private static double cost(List<PlacedNote> notes, List<PlacedNote> held, int split) {
    double cost = FAR * (split - MIDDLE_C) * (split - MIDDLE_C);
    int[] low = {127, 127};
    int[] high = {0, 0};
    int[] fingers = new int[2];
    for (PlacedNote note : notes) {
      double distance = Math.abs(note.pitch() + 0.5 - split);
      cost += CLOSE * Math.max(0, 1 - distance / 5);
      include(note, split, low, high, fingers);
    }
    boolean[] plays = {fingers[0] > 0, fingers[1] > 0};
    for (PlacedNote note : held) {
      include(note, split, low, high, new int[2]);
    }
    for (int hand = 0; hand < 2; hand++) {
      if (plays[hand]) {
        cost += OVERREACH * Math.max(0, high[hand] - low[hand] - REACH);
        cost += Math.max(0, fingers[hand] - FINGERS);
      }
    }
    return cost;
  }

  private static void include(PlacedNote note, int split, int[] low, int[] high, int[] fingers) {
    int hand = note.pitch() >= split ? 1 : 0;
    low[hand] = Math.min(low[hand], note.pitch());
    high[hand] = Math.max(high[hand], note.pitch());
    fingers[hand]++;
  }

  private static boolean[] trace(
      List<PlacedNote> notes, List<int[]> groups, byte[][] back, double[] scores) {
    int best = MIDDLE_C - LOWEST;
    for (int s = 0; s < SPLITS; s++) {
      if (scores[s] < scores[best]) {
        best = s;
      }
    }
    boolean[] right = new boolean[notes.size()];
    for (int g = groups.size() - 1; g >= 0; g--) {
      for (int i = groups.get(g)[0]; i < groups.get(g)[1]; i++) {
        right[i] = notes.get(i).pitch() >= LOWEST + best;
      }
      best = back[g][best];
    }
    return right;
  }

  private static List<int[]> groups(List<PlacedNote> notes) {
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= notes.size(); i++) {
      if (i == notes.size() || notes.get(i).start() != notes.get(from).start()) {
        groups.add(new int[] {from, i});
        from = i;
      }
    }
    return groups;
  }
}
