package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.TrackedBeat;

/**
 * A piece written by hand: what the score must say, and how it is played.
 *
 * <p>Positions and lengths are in units of {@link Score#UNITS_PER_QUARTER} from the first bar's
 * start; a pickup has negative positions.
 */
final class Piece {
  /** A note as the source has it. */
  record Note(int pitch, int start, int units) {}

  private final double beatSeconds;
  private final int beatUnits;
  private final List<Note> notes = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private int firstBeat;
  private double offset = 0.8;

  /** A piece in so many beats per minute, a beat lasting so many units. */
  Piece(double beatsPerMinute, int beatUnits) {
    this.beatSeconds = 60 / beatsPerMinute;
    this.beatUnits = beatUnits;
  }

  /** The recording begins so many seconds before the first bar. */
  Piece startingAt(double seconds) {
    this.offset = seconds;
    return this;
  }

  /** Notes one after the other, as pitch and length in turn; pitch 0 is a rest. */
  Piece line(int start, int... pitchesAndUnits) {
    int at = start;
    for (int i = 0; i < pitchesAndUnits.length; i += 2) {
      if (pitchesAndUnits[i] > 0) {
        notes.add(new Note(pitchesAndUnits[i], at, pitchesAndUnits[i + 1]));
      }
      at += pitchesAndUnits[i + 1];
    }
    return this;
  }

  /** A chord. */
  Piece chord(int start, int units, int... pitches) {
    for (int pitch : pitches) {
      notes.add(new Note(pitch, start, units));
    }
    return this;
  }

  /** Beats numbered from a number on, the first so many beats before the first bar. */
  Piece beats(int pickup, int count, int perBar) {
    firstBeat = -pickup;
    for (int i = 0; i < count; i++) {
      numbers.add(Math.floorMod(i - pickup, perBar) + 1);
    }
    return this;
  }

  List<Note> notes() {
    return notes;
  }

  double seconds(double units) {
    return offset + units / beatUnits * beatSeconds;
  }

  List<TrackedBeat> tracked() {
    List<TrackedBeat> beats = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      beats.add(new TrackedBeat(seconds((firstBeat + i) * (double) beatUnits), numbers.get(i)));
    }
    return beats;
  }

  /** Played exactly and legato. */
  List<PlayedNote> played() {
    return played(new Random(1), 0, 1);
  }

  /** Played with Gaussian onsets and offsets, each note held for a share of its value. */
  List<PlayedNote> played(Random random, double deviation, double held) {
    List<PlayedNote> played = new ArrayList<>();
    for (Note note : notes) {
      double on = seconds(note.start()) + deviation * random.nextGaussian();
      double off = seconds(note.start() + held * note.units()) + deviation * random.nextGaussian();
      on = Math.max(0, on);
      played.add(new PlayedNote(on, Math.max(off, on + 0.03), note.pitch(), 80, 0.9));
    }
    return played;
  }
}
