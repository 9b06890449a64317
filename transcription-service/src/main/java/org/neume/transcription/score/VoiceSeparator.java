package org.neume.transcription.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides the chords of a staff among its voices by a shortest path: assignments are extended chord
 * by chord, and only the best few are kept. A voice pays for cutting a chord short, for leaps, for
 * crossing another voice, and for being one more than needed.
 */
final class VoiceSeparator {
  private static final int BEAM = 64;
  private static final double QUARTER = Score.UNITS_PER_QUARTER;

  private static final double CUT_PER_QUARTER = 2.5;
  private static final double LONGEST_CUT = 4;
  private static final double TOLERATED_CUT = 0.3;
  private static final double LEAP_PER_OCTAVE = 0.6;
  private static final double EXTRA_VOICE = 0.7;
  private static final double NEW_VOICE = 1;
  private static final double CROSSING = 2;

  /** A partial assignment; the last chord of each voice says what it costs to go on. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the class
  private record Path(double cost, int[] last, @Nullable Path before, int voice) {}

  private VoiceSeparator() {}

  /**
   * Divides.
   *
   * @param chords in order of their starts
   * @param voices how many there may be
   * @return for each chord its voice, 0 for the upper one; chords that begin together have different
   *     voices
   */
  static int[] voices(List<Chord> chords, int voices) {
    int[] none = new int[voices];
    Arrays.fill(none, -1);
    List<Path> paths = List.of(new Path(0, none, null, -1));
    for (int c = 0; c < chords.size(); c++) {
      List<Path> longer = new ArrayList<>();
      for (Path path : paths) {
        for (int v = 0; v < voices; v++) {
          int last = path.last[v];
          if (last >= 0 && chords.get(last).start() == chords.get(c).start()) {
            continue;
          }
          int[] lasts = path.last.clone();
          lasts[v] = c;
          longer.add(new Path(path.cost + cost(chords, path.last, c, v), lasts, path, v));
        }
      }
      paths = best(longer);
    }
    int[] result = new int[chords.size()];
    Path path = paths.get(0);
    for (int c = chords.size() - 1; c >= 0; c--) {
      result[c] = path.voice;
      path = path.before == null ? path : path.before;
    }
    return result;
  }

  // Equal ends are reached by many paths; only the cheapest of them matters.
  private static List<Path> best(List<Path> paths) {
    paths.sort(Comparator.comparingDouble(Path::cost));
    List<Path> kept = new ArrayList<>();
    for (Path path : paths) {
      if (kept.size() == BEAM) {
        break;
      }
      if (kept.stream().noneMatch(other -> Arrays.equals(other.last, path.last))) {
        kept.add(path);
      }
    }
    return kept;
  }

  private static double cost(List<Chord> chords, int[] last, int index, int voice) {
    Chord chord = chords.get(index);
    double cost = voice * EXTRA_VOICE;
    if (last[voice] >= 0) {
      Chord before = chords.get(last[voice]);
      double cut = (before.end() - chord.start()) / QUARTER - TOLERATED_CUT;
      cost += Math.min(LONGEST_CUT, CUT_PER_QUARTER * Math.max(0, cut));
      cost += LEAP_PER_OCTAVE * Math.abs(before.meanPitch() - chord.meanPitch()) / 12;
    } else if (voice > 0) {
      cost += NEW_VOICE;
    }
    for (int other = 0; other < last.length; other++) {
      if (other == voice || last[other] < 0) {
        continue;
      }
      Chord sounding = chords.get(last[other]);
      boolean together = sounding.end() > chord.start() + TOLERATED_CUT * QUARTER;
      boolean above = chord.meanPitch() > sounding.meanPitch();
      if (together && above != voice < other) {
        cost += CROSSING;
      }
    }
    return cost;
  }
}
