package org.neume.transcription.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.jspecify.annotations.Nullable;
import org.neume.transcription.score.KeySignature;
import org.neume.transcription.score.Measure;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreNote;
import org.neume.transcription.score.TimeSignature;

/**
 * A score as a standard MIDI file of type 1 with {@value #TICKS_PER_QUARTER} ticks per quarter note:
 * a track with tempo, meter and key, then the right hand (channel 1) and the left hand (channel 2).
 *
 * <p>Onsets lie on the grid of the score, to the tick. The tempo map (see {@link Timing}) makes the beats,
 * or every onset, sound when they were played. Ends of notes lie where the tempo map puts the time at which they
 * were let go, which is off the grid. Tick 0 is the start of the recording; as many whole beats as
 * come nearest to the time before the first measure stand in front of it.
 */
public final class MidiExport {
  /** Resolution. */
  public static final int TICKS_PER_QUARTER = 480;

  private static final int TYPE = 1;
  private static final int TRACK_NAME = 0x03;
  private static final int TEMPO = 0x51;
  private static final int TIME_SIGNATURE = 0x58;
  private static final int KEY_SIGNATURE = 0x59;
  private static final int CLOCKS_PER_QUARTER = 24;
  private static final int THIRTY_SECONDS_PER_QUARTER = 8;
  private static final int RELEASE = 64;

  private MidiExport() {}

  /** The file's bytes, sounding as it was played. */
  public static byte[] write(Score score) {
    return write(score, Timing.PLAYED);
  }

  /** The file's bytes. */
  public static byte[] write(Score score, Timing timing) {
    TempoMap map = TempoMap.of(score, timing);
    try {
      Sequence sequence = new Sequence(Sequence.PPQ, TICKS_PER_QUARTER);
      conductor(sequence.createTrack(), score, map);
      hand(sequence.createTrack(), "Right hand", score, 1, map);
      hand(sequence.createTrack(), "Left hand", score, 2, map);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      MidiSystem.write(sequence, TYPE, bytes);
      return bytes.toByteArray();
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("a score has only pitches and meters that MIDI has", e);
    } catch (IOException e) {
      throw new UncheckedIOException("writing MIDI to memory failed", e);
    }
  }

  private static void conductor(Track track, Score score, TempoMap map)
      throws InvalidMidiDataException {
    KeySignature key = score.key();
    track.add(
        meta(0, KEY_SIGNATURE, new byte[] {(byte) key.fifths(), (byte) (key.minor() ? 1 : 0)}));
    for (TempoMap.Tempo tempo : map.tempi()) {
      int micros = tempo.microsPerQuarter();
      byte[] data = {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros};
      track.add(meta(tempo.tick(), TEMPO, data));
    }
    meters(track, score, map);
    end(track, map.tick(score.units()));
  }

  // MIDI counts bars from the last time signature on. What is no whole bar, the lead and the
  // pickup,
  // gets a signature of its own length, so that the bar lines behind it are in their places.
  private static void meters(Track track, Score score, TempoMap map)
      throws InvalidMidiDataException {
    Measure first = score.measures().get(0);
    if (map.leadBeats() > 0) {
      int units = map.leadBeats() * first.beatUnits();
      TimeSignature lead = map.leadIsOneBar() ? lasting(units, first) : first.time();
      track.add(meta(0, TIME_SIGNATURE, signature(lead, first)));
    }
    @Nullable TimeSignature last = null;
    for (Measure measure : score.measures()) {
      TimeSignature time = lasting(measure.units(), measure);
      if (!time.equals(last)) {
        track.add(meta(map.tick(measure.start()), TIME_SIGNATURE, signature(time, measure)));
      }
      last = time;
    }
  }

  private static TimeSignature lasting(int units, Measure measure) {
    int denominator = measure.time().denominator();
    return new TimeSignature(units * denominator / (4 * Score.UNITS_PER_QUARTER), denominator);
  }

  private static byte[] signature(TimeSignature time, Measure measure) {
    int clocks = CLOCKS_PER_QUARTER * measure.beatUnits() / Score.UNITS_PER_QUARTER;
    int power = Integer.numberOfTrailingZeros(time.denominator());
    return new byte[] {
      (byte) time.numerator(), (byte) power, (byte) clocks, THIRTY_SECONDS_PER_QUARTER
    };
  }

  private static void hand(Track track, String name, Score score, int staff, TempoMap map)
      throws InvalidMidiDataException {
    track.add(meta(0, TRACK_NAME, name.getBytes(StandardCharsets.US_ASCII)));
    int channel = staff - 1;
    List<ScoreNote> notes = score.notes().stream().filter(n -> n.staff() == staff).toList();
    long[] ends = ends(notes, map);
    for (int i = 0; i < ends.length; i++) {
      ScoreNote note = notes.get(i);
      int pitch = note.played().pitch();
      int velocity = note.played().velocity();
      track.add(
          new MidiEvent(
              new ShortMessage(ShortMessage.NOTE_ON, channel, pitch, velocity),
              map.tick(note.start())));
      track.add(
          new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, channel, pitch, RELEASE), ends[i]));
    }
    end(track, map.tick(score.units()));
  }

  // A key is up before it is struck again.
  private static long[] ends(List<ScoreNote> notes, TempoMap map) {
    long[] next = new long[128];
    Arrays.fill(next, Long.MAX_VALUE);
    long[] ends = new long[notes.size()];
    for (int i = ends.length - 1; i >= 0; i--) {
      ScoreNote note = notes.get(i);
      int pitch = note.played().pitch();
      long on = map.tick(note.start());
      long off = Math.max(on + 1, map.tickAt(note.played().offset()));
      ends[i] = Math.min(off, next[pitch]);
      next[pitch] = on;
    }
    return ends;
  }

  private static MidiEvent meta(long tick, int type, byte[] data) throws InvalidMidiDataException {
    MidiMessage message = new MetaMessage(type, data, data.length);
    return new MidiEvent(message, tick);
  }

  // Java's tracks hold their end as the last event; moved on, all tracks last as long as the score.
  private static void end(Track track, long tick) {
    track.get(track.size() - 1).setTick(Math.max(tick, track.ticks()));
  }
}
