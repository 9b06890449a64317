package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neume.transcription.score.Measure;
import org.neume.transcription.score.Score;

/** Where the grid of a score lies in MIDI's ticks, and when each tick sounds. */
final class TempoMap {
  /**
   * A tempo event.
   *
   * @param tick where it begins to hold
   * @param microsPerQuarter 1..2^24-1
   */
  record Tempo(long tick, int microsPerQuarter) {
    double seconds(double ticks) {
      return ticks * microsPerQuarter / (1e6 * MidiExport.TICKS_PER_QUARTER);
    }
  }

  private static final int TICKS_PER_UNIT = MidiExport.TICKS_PER_QUARTER / Score.UNITS_PER_QUARTER;
  private static final int SLOWEST = (1 << 24) - 1;
  private static final int LONGEST_LEAD_BAR = 12;

  /** A lead shorter than this share of a beat is none. */
  private static final double NO_BEAT = 0.25;

  private final int leadBeats;
  private final long leadTicks;
  private final List<Tempo> tempi;

  // Seconds at which each tempo begins, as a reader adds them up.
  private final double[] starts;

  private TempoMap(int leadBeats, long leadTicks, List<Tempo> tempi) {
    this.leadBeats = leadBeats;
    this.leadTicks = leadTicks;
    this.tempi = List.copyOf(tempi);
    this.starts = new double[tempi.size()];
    for (int i = 1; i < starts.length; i++) {
      Tempo before = tempi.get(i - 1);
      starts[i] = starts[i - 1] + before.seconds((double) (tempi.get(i).tick() - before.tick()));
    }
  }

  /** The map of a score. */
  static TempoMap of(Score score, Timing timing) {
    return timing == Timing.STEADY ? steady(score) : exact(score, Anchors.of(score, timing));
  }

  // The beats, smoothed. A start that is nearly the recording's is put there: a beat that lasts
  // nothing would be of no use to anybody.
  private static TempoMap steady(Score score) {
    Anchors anchors = Anchors.of(score, Timing.BEATS);
    Measure first = score.measures().get(0);
    double beat = beatSeconds(first);
    double start = anchors.start() < NO_BEAT * beat ? 0 : anchors.start();
    int lead = start == 0 ? 0 : leadBeats(anchors, first);
    long leadTicks = (long) lead * first.beatUnits() * TICKS_PER_UNIT;
    List<Tempo> tempi = new ArrayList<>();
    if (lead > 0) {
      tempi.add(new Tempo(0, micros(start, leadTicks)));
    }
    long tick = leadTicks;
    double lost = 0;
    for (SteadyTempi.Stretch stretch :
        SteadyTempi.of(0, start, anchors.byUnits().tailMap(1, true), Score.UNITS_PER_QUARTER)) {
      long next = leadTicks + (long) stretch.toUnits() * TICKS_PER_UNIT;
      Tempo tempo = new Tempo(tick, micros(stretch.seconds() + lost, next - tick));
      // What rounding lost is made good by the next tempo.
      lost += stretch.seconds() - tempo.seconds((double) (next - tick));
      if (tempi.isEmpty()
          || tempi.get(tempi.size() - 1).microsPerQuarter() != tempo.microsPerQuarter()) {
        tempi.add(tempo);
      }
      tick = next;
    }
    if (tempi.isEmpty()) {
      tempi.add(new Tempo(0, micros(beat, (long) first.beatUnits() * TICKS_PER_UNIT)));
    }
    return new TempoMap(lead, leadTicks, tempi);
  }

  private static int micros(double seconds, long ticks) {
    long micros = Math.round(seconds * 1e6 * MidiExport.TICKS_PER_QUARTER / ticks);
    return (int) Math.max(1, Math.min(SLOWEST, micros));
  }

  private static TempoMap exact(Score score, Anchors anchors) {
    Measure first = score.measures().get(0);
    int lead = leadBeats(anchors, first);
    long leadTicks = (long) lead * first.beatUnits() * TICKS_PER_UNIT;
    List<Tempo> tempi = new ArrayList<>();
    long tick = 0;
    double reached = 0;
    for (Map.Entry<Integer, Double> anchor : anchors.byUnits().entrySet()) {
      long next = leadTicks + (long) anchor.getKey() * TICKS_PER_UNIT;
      if (next <= tick) {
        continue;
      }
      double quarters = (double) (next - tick) / MidiExport.TICKS_PER_QUARTER;
      // What rounding lost so far is made good by the next tempo.
      long micros = Math.round((anchor.getValue() - reached) * 1e6 / quarters);
      int tempo = (int) Math.max(1, Math.min(SLOWEST, micros));
      if (tempi.isEmpty() || tempi.get(tempi.size() - 1).microsPerQuarter() != tempo) {
        tempi.add(new Tempo(tick, tempo));
      }
      reached += tempo * quarters / 1e6;
      tick = next;
    }
    return new TempoMap(lead, leadTicks, tempi);
  }

  // As many beats as fit best before the first measure; whole bars if there are many.
  private static int leadBeats(Anchors anchors, Measure first) {
    double seconds = anchors.start();
    if (seconds <= 0) {
      return 0;
    }
    double beat = beatSeconds(first);
    int beats = (int) Math.max(1, Math.round(seconds / beat));
    int bar = first.time().units() / first.beatUnits();
    return beats <= LONGEST_LEAD_BAR ? beats : (beats + bar / 2) / bar * bar;
  }

  private static double beatSeconds(Measure measure) {
    return 60 / measure.quartersPerMinute() * measure.beatUnits() / Score.UNITS_PER_QUARTER;
  }

  List<Tempo> tempi() {
    return tempi;
  }

  /** Beats before the first measure. */
  int leadBeats() {
    return leadBeats;
  }

  /** Whether the lead is one bar of its own length, not bars of the first measure's meter. */
  boolean leadIsOneBar() {
    return leadBeats <= LONGEST_LEAD_BAR;
  }

  /** The tick of a position in the score. */
  long tick(int units) {
    return leadTicks + (long) units * TICKS_PER_UNIT;
  }

  /** The tick that sounds nearest to a time. */
  long tickAt(double seconds) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Tempo tempo = tempi.get(low);
    return tempo.tick() + Math.round((seconds - starts[low]) / tempo.seconds(1));
  }
}
