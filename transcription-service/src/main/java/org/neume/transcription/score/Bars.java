package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;
import org.neume.transcription.score.BarFinder.Bar;

/** Bars of a score as measures without their signs. */
final class Bars {
  /** A measure's frame: everything but its signs. */
  record Frame(int number, boolean pickup, TimeSignature time, int start, int units, double tempo) {
    int end() {
      return start + units;
    }
  }

  private Bars() {}

  /**
   * The frames of bars.
   *
   * @param bars in order, without gaps
   * @param grid the times of their beats
   * @param unit the note value of a beat
   */
  static List<Frame> frames(List<Bar> bars, BeatGrid grid, BeatUnit unit) {
    List<Frame> frames = new ArrayList<>();
    int origin = bars.get(0).firstBeat();
    boolean pickup = bars.get(0).beats() < bars.get(0).length();
    int number = pickup ? 0 : 1;
    for (Bar bar : bars) {
      boolean incomplete = frames.isEmpty() && pickup;
      int start = (bar.firstBeat() - origin) * unit.units();
      int units = bar.beats() * unit.units();
      TimeSignature time = unit.signature(bar.length());
      frames.add(new Frame(number, incomplete, time, start, units, tempo(bar, grid, unit)));
      number++;
    }
    return frames;
  }

  private static double tempo(Bar bar, BeatGrid grid, BeatUnit unit) {
    int from = Math.min(bar.firstBeat(), grid.size() - 2);
    int to = Math.min(bar.firstBeat() + bar.beats(), grid.size() - 1);
    double beatsPerMinute = 60 * (to - from) / (grid.time(to) - grid.time(from));
    return beatsPerMinute * unit.units() / Score.UNITS_PER_QUARTER;
  }
}
