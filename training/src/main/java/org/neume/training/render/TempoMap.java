package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;

/** Converts ticks of a MIDI file to seconds by its tempo events; 120 quarters per minute before the first. */
final class TempoMap {
  private static final int TEMPO = 0x51;

  private final List<long[]> changes = new ArrayList<>();
  private final List<Double> startSeconds = new ArrayList<>();
  private final int resolution;

  private TempoMap(int resolution) {
    this.resolution = resolution;
    changes.add(new long[] {0, 500_000});
    startSeconds.add(0.0);
  }

  static TempoMap of(Sequence sequence) {
    TempoMap map = new TempoMap(sequence.getResolution());
    for (MidiEvent event : MidiScoreReader.metas(sequence, TEMPO)) {
      byte[] d = ((MetaMessage) event.getMessage()).getData();
      long perQuarter = (d[0] & 0xffL) << 16 | (d[1] & 0xffL) << 8 | (d[2] & 0xffL);
      if (perQuarter > 0) {
        double at = map.seconds(event.getTick());
        map.changes.add(new long[] {event.getTick(), perQuarter});
        map.startSeconds.add(at);
      }
    }
    return map;
  }

  /** Seconds at a tick. */
  double seconds(long tick) {
    int i = changes.size() - 1;
    while (i > 0 && changes.get(i)[0] > tick) {
      i--;
    }
    return startSeconds.get(i)
        + (tick - changes.get(i)[0]) * (changes.get(i)[1] * 1e-6) / resolution;
  }

  /** Ticks per quarter note. */
  int resolution() {
    return resolution;
  }
}
