package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.notes.NoteActivations;
import org.neume.transcription.notes.NoteDecision;
import org.neume.transcription.notes.NoteDecoder;
import org.neume.transcription.notes.NoteMethod;
import org.neume.transcription.notes.NoteSettings;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.neume.transcription.score.TrackedBeat;

/**
 * Recordings that are hardly music, as a network of any quality may hear them, and what becomes of
 * them on the way to a score.
 */
enum UnusualMusic {
  /** A network that is sure of nothing: all posteriors are drawn. */
  NOISE {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      Random random = new Random(1);
      // Nearly 800 notes a second.
      float[] rows = new float[SECONDS / 6 * RATE * NoteActivations.COLUMNS];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.nextFloat();
      }
      return decode(rows, method);
    }

    @Override
    List<TrackedBeat> beats() {
      return List.of();
    }
  },

  /** Strokes without pitch: every key is struck a little, none sounds. */
  DRUMS_ALONE {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      float[] rows = new float[SECONDS * RATE * NoteActivations.COLUMNS];
      for (int frame = 0; frame < SECONDS * RATE; frame += RATE / 2) {
        for (int key = 0; key < NoteActivations.KEYS; key++) {
          rows[frame * NoteActivations.COLUMNS + key] = 0.45f;
        }
      }
      return decode(rows, method);
    }

    @Override
    List<TrackedBeat> beats() {
      return steady(0.5);
    }
  },

  /** One note from the first frame to the last. */
  ENDLESS_DRONE {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      float[] rows = new float[SECONDS * RATE * NoteActivations.COLUMNS];
      int key = 24;
      rows[key] = 1;
      for (int frame = 0; frame < SECONDS * RATE; frame++) {
        rows[frame * NoteActivations.COLUMNS + NoteActivations.KEYS + key] = 1;
      }
      return decode(rows, method);
    }

    @Override
    List<TrackedBeat> beats() {
      return steady(0.6);
    }
  },

  /** Nothing but what no piano has, as another program's notes may be. */
  OUTSIDE_THE_PIANO {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      List<PlayedNote> notes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        notes.add(
            new PlayedNote(i * 0.5, i * 0.5 + 0.4, i % 2 == 0 ? i % 21 : 109 + i % 19, 90, 1));
      }
      return notes;
    }

    @Override
    List<TrackedBeat> beats() {
      return steady(0.5);
    }
  },

  /** Beats between a fifth of a second and two seconds apart, numbered at random. */
  WITHOUT_A_STEADY_BEAT {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      Random random = new Random(2);
      List<PlayedNote> notes = new ArrayList<>();
      for (double time = 0.1; time < SECONDS; time += 0.02 + random.nextDouble()) {
        double length = 0.05 + 3 * random.nextDouble();
        notes.add(new PlayedNote(time, time + length, 40 + random.nextInt(40), 80, 0.7));
      }
      return notes;
    }

    @Override
    List<TrackedBeat> beats() {
      Random random = new Random(3);
      List<TrackedBeat> beats = new ArrayList<>();
      for (double time = 0.4; time < SECONDS; time += 0.2 + 1.8 * random.nextDouble()) {
        beats.add(new TrackedBeat(time, 1 + random.nextInt(5)));
      }
      return beats;
    }
  },

  /** A recording of no length. */
  NOTHING {
    @Override
    List<PlayedNote> notes(NoteMethod method) {
      return decode(new float[0], method);
    }

    @Override
    List<TrackedBeat> beats() {
      return List.of();
    }
  };

  private static final int SECONDS = 60;
  private static final int RATE = 50;

  /** The notes that are heard. */
  abstract List<PlayedNote> notes(NoteMethod method);

  /** The beats that are heard. */
  abstract List<TrackedBeat> beats();

  /** What is written down. */
  Score score(NoteMethod method) {
    return Scorer.score(notes(method), beats(), ScoreOptions.defaults());
  }

  private static List<PlayedNote> decode(float[] rows, NoteMethod method) {
    NoteSettings settings =
        method == NoteMethod.CANDIDATES ? NoteSettings.candidates() : NoteSettings.defaults();
    NoteDecoder decoder = NoteDecoder.of(settings);
    List<NoteDecision> decisions =
        new ArrayList<>(decoder.push(rows, rows.length / NoteActivations.COLUMNS));
    decisions.add(decoder.finish());
    return decisions.stream().flatMap(decision -> decision.notes().stream()).toList();
  }

  private static List<TrackedBeat> steady(double period) {
    List<TrackedBeat> beats = new ArrayList<>();
    for (int i = 0; i * period < SECONDS; i++) {
      beats.add(new TrackedBeat(i * period, i % 4 + 1));
    }
    return beats;
  }
}
