package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.List;

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
  private static final double OFF_BEAT = 0.4;
  private static final double OFF_PART = 1.2;

  private final BeatDivisions divisions;
  private final int measureEnd;

  /**
   * A chooser.
   *
   * @param measureEnd end of the last measure, where every chord ends at the latest
   */
  NoteEnds(BeatDivisions divisions, int measureEnd) {
    this.divisions = divisions;
    this.measureEnd = measureEnd;
  }

  /** Chooses for the chords of one voice, in order of their starts, no two beginning together. */
  List<WrittenChord> choose(List<Chord> voice) {
    List<WrittenChord> written = new ArrayList<>();
    for (int i = 0; i < voice.size(); i++) {
      boolean last = i + 1 == voice.size();
      int limit = last ? measureEnd : Math.min(measureEnd, voice.get(i + 1).start());
      written.add(new WrittenChord(voice.get(i), end(voice.get(i), limit, !last)));
    }
    return written;
  }

  private int end(Chord chord, int limit, boolean legato) {
    double played = chord.end();
    if (played >= limit) {
      return limit;
    }
    double deviation = DEVIATION + DEVIATION_SHARE * (played - chord.start());
    int best = limit;
    double bestCost = legato ? cost(limit, played, deviation) : Double.POSITIVE_INFINITY;
    int from = (int) Math.max(chord.start(), played - 2 * QUARTER);
    int beatUnits = divisions.unit().units();
    for (int beat = from / beatUnits;
        beat * beatUnits <= Math.min(limit, played + 2 * QUARTER);
        beat++) {
      int step = divisions.step(beat);
      for (int end = beat * beatUnits; end < (beat + 1) * beatUnits; end += step) {
        if (end <= chord.start() || end > limit || (legato && end == limit)) {
          continue;
        }
        double place =
            divisions.onBeat(end) ? 0 : divisions.onSimplePart(end) ? OFF_BEAT : OFF_PART;
        double cost = cost(end, played, deviation) + place + (legato ? REST : 0);
        if (cost < bestCost) {
          bestCost = cost;
          best = end;
        }
      }
    }
    return best;
  }

  private static double cost(int end, double played, double deviation) {
    double z = (end - played) / deviation;
    return z * z / 2;
  }
}
