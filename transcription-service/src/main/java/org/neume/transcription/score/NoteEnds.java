package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses where the chords of a voice end: at the voice's next chord, unless what was played says
 * clearly that there is a rest. A release says less than an onset, so its deviation is taken as
 * wider, and wider still for long notes; ends on simple places are cheaper.
 */
final class NoteEnds {
  private static final double QUARTER = Score.UNITS_PER_QUARTER;
  private static final double DEVIATION = 0.15 * QUARTER;
  private static final double DEVIATION_SHARE = 0.05;
  private static final double REST = 2.5;
  private static final double REST_FROM_BAR_LINE = 1;
  private static final double OFF_BEAT = 0.4;
  private static final double OFF_PART = 1.2;

  private final BeatDivisions divisions;
  private final Set<Integer> barLines;
  private final int scoreEnd;

  /**
   * A chooser.
   *
   * @param frames the measures: every chord ends with the last one at the latest
   */
  NoteEnds(BeatDivisions divisions, List<Bars.Frame> frames) {
    this.divisions = divisions;
    this.barLines = frames.stream().map(Bars.Frame::end).collect(Collectors.toSet());
    this.scoreEnd = frames.get(frames.size() - 1).end();
  }

  /** Chooses for the chords of one voice, in order of their starts, no two beginning together. */
  List<WrittenChord> choose(List<Chord> voice) {
    List<WrittenChord> written = new ArrayList<>();
    for (int i = 0; i < voice.size(); i++) {
      int limit = i + 1 < voice.size() ? voice.get(i + 1).start() : scoreEnd;
      written.add(new WrittenChord(voice.get(i), end(voice.get(i), limit)));
    }
    return written;
  }

  private int end(Chord chord, int limit) {
    double played = chord.end();
    if (played >= limit) {
      return limit;
    }
    double deviation = DEVIATION + DEVIATION_SHARE * (played - chord.start());
    int best = limit;
    double bestCost = cost(limit, played, deviation);
    int beatUnits = divisions.unit().units();
    int firstBeat = (int) Math.max(chord.start(), played - 2 * QUARTER) / beatUnits;
    int lastBeat = (int) Math.min(limit, played + 2 * QUARTER) / beatUnits;
    for (int beat = firstBeat; beat <= lastBeat; beat++) {
      int step = divisions.step(beat);
      for (int end = beat * beatUnits; end < (beat + 1) * beatUnits; end += step) {
        if (end <= chord.start() || end >= limit) {
          continue;
        }
        double cost = cost(end, played, deviation) + rest(end);
        if (cost < bestCost) {
          bestCost = cost;
          best = end;
        }
      }
    }
    return best;
  }

  private double rest(int end) {
    if (barLines.contains(end)) {
      return REST_FROM_BAR_LINE;
    }
    return REST + (divisions.onBeat(end) ? 0 : divisions.onSimplePart(end) ? OFF_BEAT : OFF_PART);
  }

  private static double cost(int end, double played, double deviation) {
    double z = (end - played) / deviation;
    return z * z / 2;
  }
}
