package org.neume.transcription.export;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** A reader of MIDI files that applies the tempo map, independent of the writer. */
record ReadMidi(
    int resolution,
    int tracks,
    List<Note> notes,
    TreeMap<Long, Integer> tempi,
    TreeMap<Long, String> meters,
    String key) {
  /** A note in ticks and in seconds. */
  record Note(int channel, int pitch, int velocity, long tick, double onset, double offset) {}

  /** Reads a file in which every key is up before it is struck. */
  static ReadMidi read(byte[] bytes) throws Exception {
    return read(bytes, true);
  }

  /** Reads; a file that is not strict may strike a key that is down, which is ignored. */
  static ReadMidi read(byte[] bytes, boolean strict) throws Exception {
    Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(bytes));
    TreeMap<Long, Integer> tempi = new TreeMap<>();
    TreeMap<Long, String> meters = new TreeMap<>();
    String key = "";
    for (Track track : sequence.getTracks()) {
      for (int i = 0; i < track.size(); i++) {
        if (track.get(i).getMessage() instanceof MetaMessage meta) {
          byte[] d = meta.getData();
          long tick = track.get(i).getTick();
          switch (meta.getType()) {
            case 0x51 -> tempi.put(tick, (d[0] & 255) << 16 | (d[1] & 255) << 8 | (d[2] & 255));
            case 0x58 -> meters.put(tick, d[0] + "/" + (1 << d[1]));
            case 0x59 -> key = d[0] + (d[1] == 1 ? " minor" : " major");
            default -> {}
          }
        }
      }
    }
    List<Note> notes = new ArrayList<>();
    for (Track track : sequence.getTracks()) {
      notes(track, tempi, sequence.getResolution(), strict, notes);
    }
    notes.sort(Comparator.comparingLong(Note::tick).thenComparingInt(Note::pitch));
    return new ReadMidi(
        sequence.getResolution(), sequence.getTracks().length, notes, tempi, meters, key);
  }

  private static void notes(
      Track track, TreeMap<Long, Integer> tempi, int resolution, boolean strict, List<Note> notes) {
    Map<Integer, MidiEvent> sounding = new HashMap<>();
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (!(event.getMessage() instanceof ShortMessage message)) {
        continue;
      }
      int command = message.getCommand();
      if (command != ShortMessage.NOTE_ON && command != ShortMessage.NOTE_OFF) {
        continue;
      }
      int pitch = message.getData1();
      if (command == ShortMessage.NOTE_ON && message.getData2() > 0) {
        if (sounding.putIfAbsent(pitch, event) != null && strict) {
          throw new AssertionError("pitch " + pitch + " is struck while it sounds");
        }
      } else {
        MidiEvent on = sounding.remove(pitch);
        if (on == null && !strict) {
          continue;
        }
        if (on == null) {
          throw new AssertionError("pitch " + pitch + " ends that did not begin");
        }
        notes.add(
            new Note(
                message.getChannel(),
                pitch,
                ((ShortMessage) on.getMessage()).getData2(),
                on.getTick(),
                seconds(on.getTick(), tempi, resolution),
                seconds(event.getTick(), tempi, resolution)));
      }
    }
    if (strict && !sounding.isEmpty()) {
      throw new AssertionError("never end: " + sounding.keySet());
    }
  }

  private static double seconds(long tick, TreeMap<Long, Integer> tempi, int resolution) {
    double micros = 0;
    long reached = 0;
    int tempo = 500_000;
    for (Map.Entry<Long, Integer> change : tempi.headMap(tick, false).entrySet()) {
      micros += (double) (change.getKey() - reached) * tempo / resolution;
      reached = change.getKey();
      tempo = change.getValue();
    }
    return (micros + (double) (tick - reached) * tempo / resolution) / 1e6;
  }
}
