package org.neume.training.render;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * Reads a standard MIDI file into notes and controls in seconds, with the beat grid that its tempo map and time signatures
 * state.
 */
public final class MidiScoreReader {
  private MidiScoreReader() {}

  /**
   * Reads a file.
   *
   * @param file a standard MIDI file with a musical (not SMPTE) division
   * @param trackPerChannel true where all tracks use one channel and each is to become a channel of its own
   * @throws IOException where the file cannot be read or is no such MIDI file
   */
  public static Score read(Path file, boolean trackPerChannel) throws IOException {
    try {
      Sequence sequence = MidiSystem.getSequence(file.toFile());
      if (sequence.getDivisionType() == Sequence.PPQ) {
        return read(sequence, trackPerChannel);
      }
    } catch (InvalidMidiDataException | EOFException | RuntimeException e) {
      // The JDK's reader trusts lengths that a damaged file states, and fails in many ways.
      String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(
          "%s is no standard MIDI file (%s): give one that other programs open"
              .formatted(file, cause.lines().findFirst().orElse("")),
          e);
    }
    throw new IOException(
        file + " counts SMPTE frames instead of beats: save it with ticks per quarter note");
  }

  private static Score read(Sequence sequence, boolean trackPerChannel) {
    TempoMap tempo = TempoMap.of(sequence);
    List<Note> notes = new ArrayList<>();
    List<Control> controls = new ArrayList<>();
    int part = 0;
    for (Track track : sequence.getTracks()) {
      int before = notes.size();
      readTrack(track, tempo, trackPerChannel ? part : -1, notes, controls);
      if (notes.size() > before) {
        part = part + 1 == Note.DRUMS ? part + 2 : part + 1;
      }
    }
    long lastTick = 0;
    for (Track track : sequence.getTracks()) {
      for (int i = track.size() - 1; i >= 0; i--) {
        if (track.get(i).getMessage() instanceof ShortMessage) {
          lastTick = Math.max(lastTick, track.get(i).getTick());
          break;
        }
      }
    }
    List<Beat> beats = MeterGrid.of(sequence).beats(tempo, lastTick);
    return new Score(notes, controls, beats, true);
  }

  private static void readTrack(
      Track track, TempoMap tempo, int forced, List<Note> notes, List<Control> controls) {
    Map<Integer, Deque<long[]>> open = new HashMap<>();
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (!(event.getMessage() instanceof ShortMessage message)) {
        continue;
      }
      int channel = forced >= 0 ? Math.min(forced, 15) : message.getChannel();
      int command = message.getCommand();
      int key = channel << 7 | message.getData1();
      if (command == ShortMessage.NOTE_ON && message.getData2() > 0) {
        open.computeIfAbsent(key, k -> new ArrayDeque<>())
            .add(new long[] {event.getTick(), message.getData2()});
      } else if (command == ShortMessage.NOTE_ON || command == ShortMessage.NOTE_OFF) {
        Deque<long[]> started = open.get(key);
        if (started != null && !started.isEmpty()) {
          long[] start = started.removeFirst();
          double time = tempo.seconds(start[0]);
          double duration = Math.max(0.02, tempo.seconds(event.getTick()) - time);
          notes.add(new Note(time, duration, channel, message.getData1(), (int) start[1]));
        }
      } else if (command == ShortMessage.CONTROL_CHANGE
          || command == ShortMessage.PROGRAM_CHANGE
          || command == ShortMessage.PITCH_BEND) {
        controls.add(
            new Control(
                tempo.seconds(event.getTick()),
                command,
                channel,
                message.getData1(),
                message.getData2()));
      }
    }
  }

  /** Data bytes of a meta message of one type in tick order, from all tracks. */
  static List<MidiEvent> metas(Sequence sequence, int type) {
    List<MidiEvent> found = new ArrayList<>();
    for (Track track : sequence.getTracks()) {
      for (int i = 0; i < track.size(); i++) {
        if (track.get(i).getMessage() instanceof MetaMessage meta && meta.getType() == type) {
          found.add(track.get(i));
        }
      }
    }
    found.sort(java.util.Comparator.comparingLong(MidiEvent::getTick));
    return found;
  }
}
