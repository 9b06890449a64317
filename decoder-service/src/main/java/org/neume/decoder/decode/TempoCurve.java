package org.neume.decoder.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tempo at each beat: the slope of a straight line through the frames of the beats around it,
 * by least squares, which is finer than the whole frames of the decoded period.
 *
 * <p>The line takes up to four beats before and two behind, as far as they are decided and their
 * decoded periods stay within 8 % of the beat's own; a beat without such neighbors has the tempo of
 * its decoded period.
 */
final class TempoCurve {
  /** A beat of the passage: its frame and its decoded period in frames. */
  record Point(long frame, int period) {}

  static final int BEFORE = 4;
  private static final int BEHIND = 2;
  private static final double TOLERANCE = 0.08;

  private final double frameRate;
  private final Deque<Point> recent = new ArrayDeque<>();

  TempoCurve(double frameRate, List<Point> recent) {
    this.frameRate = frameRate;
    this.recent.addAll(recent);
  }

  /** The latest beats of the passage, at most {@link #BEFORE}. */
  List<Point> recent() {
    return List.copyOf(recent);
  }

  /** Forgets the beats so far: a new passage begins. */
  void reset() {
    recent.clear();
  }

  /** Tempi in beats per minute of the next beats of the passage. */
  double[] add(List<Point> beats) {
    List<Point> all = new ArrayList<>(recent);
    int known = all.size();
    all.addAll(beats);
    double[] tempi = new double[beats.size()];
    for (int i = 0; i < tempi.length; i++) {
      tempi[i] = 60 * frameRate / period(all, known + i);
    }
    recent.clear();
    recent.addAll(all.subList(Math.max(0, all.size() - BEFORE), all.size()));
    return tempi;
  }

  private static double period(List<Point> beats, int index) {
    int from = index;
    while (from > 0 && index - from < BEFORE && alike(beats, from - 1, index)) {
      from--;
    }
    int to = index;
    while (to + 1 < beats.size() && to - index < BEHIND && alike(beats, to + 1, index)) {
      to++;
    }
    if (from == to) {
      return beats.get(index).period();
    }
    double center = (from + to) / 2.0;
    double products = 0;
    double squares = 0;
    for (int i = from; i <= to; i++) {
      products += (i - center) * (beats.get(i).frame() - beats.get(from).frame());
      squares += (i - center) * (i - center);
    }
    return products / squares;
  }

  private static boolean alike(List<Point> beats, int other, int index) {
    double ratio = (double) beats.get(other).period() / beats.get(index).period();
    return Math.abs(ratio - 1) <= TOLERANCE;
  }
}
