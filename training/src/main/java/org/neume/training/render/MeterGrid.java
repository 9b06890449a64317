package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;

/**
 * Beats and bar lines from time signatures. The beat is the written denominator, but a dotted value in 6/8, 9/8, 12/8 and
 * their like, where the pulse that people tap is the group of three.
 */
final class MeterGrid {
  private static final int TIME_SIGNATURE = 0x58;

  /** One signature in force from a tick on: ticks per beat and beats per bar. */
  private record Meter(long tick, long ticksPerBeat, int beatsPerBar) {}

  private final List<Meter> meters = new ArrayList<>();

  private MeterGrid() {}

  static MeterGrid of(Sequence sequence) {
    MeterGrid grid = new MeterGrid();
    grid.meters.add(new Meter(0, sequence.getResolution(), 4));
    for (MidiEvent event : MidiScoreReader.metas(sequence, TIME_SIGNATURE)) {
      byte[] d = ((MetaMessage) event.getMessage()).getData();
      if (d.length < 2 || d[0] <= 0 || d[1] < 0 || d[1] > 5) {
        continue;
      }
      int numerator = d[0];
      int denominator = 1 << d[1];
      long unit = Math.max(1, 4L * sequence.getResolution() / denominator);
      boolean compound = denominator >= 8 && numerator > 3 && numerator % 3 == 0;
      Meter meter =
          compound
              ? new Meter(event.getTick(), 3 * unit, numerator / 3)
              : new Meter(event.getTick(), unit, numerator);
      grid.meters.removeIf(m -> m.tick() == meter.tick());
      grid.meters.add(meter);
    }
    return grid;
  }

  /** Beats from tick 0 up to and including the last tick that sounds. */
  List<Beat> beats(TempoMap tempo, long lastTick) {
    List<Beat> beats = new ArrayList<>();
    for (int m = 0; m < meters.size(); m++) {
      Meter meter = meters.get(m);
      boolean last = m + 1 == meters.size();
      long end = last ? lastTick + 1 : meters.get(m + 1).tick();
      int number = 1;
      // A signature that changes less than half a beat after a grid point would give a stub of a
      // beat.
      for (long tick = meter.tick();
          tick < end && (last || tick + meter.ticksPerBeat() / 2 <= end);
          tick += meter.ticksPerBeat()) {
        double time = tempo.seconds(tick);
        if (beats.isEmpty() || time > beats.get(beats.size() - 1).time()) {
          beats.add(new Beat(time, number));
        }
        number = number % meter.beatsPerBar() + 1;
      }
    }
    return beats;
  }
}
