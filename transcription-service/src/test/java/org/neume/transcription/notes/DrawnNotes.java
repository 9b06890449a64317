package org.neume.transcription.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.neume.annotation.PlayedNote;

/** Activations as a perfect network would give them: triangles at onsets, plateaus while notes sound. */
final class DrawnNotes {
  static final double RATE = 50;
  private static final int COLUMNS = NoteActivations.COLUMNS;
  private static final int KEYS = NoteActivations.KEYS;

  /** Half the width of an onset's triangle, in frames. */
  private static final double REACH = 3;

  private final float[] rows;

  DrawnNotes(int frames) {
    rows = new float[frames * COLUMNS];
  }

  /** A note from {@code onset} to {@code offset} in frames, any fraction. */
  DrawnNotes note(double onset, double offset, int pitch, int velocity) {
    return note(onset, offset, pitch, velocity, 1);
  }

  /** The same with an onset posterior of at most {@code height}. */
  DrawnNotes note(double onset, double offset, int pitch, int velocity, double height) {
    int key = pitch - NoteActivations.LOWEST_PITCH;
    for (int frame = 0; frame < frames(); frame++) {
      double peak = height * Math.max(0, 1 - Math.abs(frame - onset) / REACH);
      int at = frame * COLUMNS + key;
      if (peak > rows[at]) {
        rows[at] = (float) peak;
        rows[at + 2 * KEYS] = velocity / 127f;
      }
      if (frame >= Math.floor(onset)) {
        // Falls from 1 to 0 around the offset, through a half at it.
        double falling = Math.max(0, Math.min(1, 0.5 + (offset - frame) / 2));
        rows[at + KEYS] = (float) Math.max(rows[at + KEYS], falling);
      }
    }
    return this;
  }

  int frames() {
    return rows.length / COLUMNS;
  }

  float[] rows() {
    return rows;
  }

  List<PlayedNote> decode(NoteSettings settings) {
    return notes(whole(settings, rows));
  }

  /** What a decoder says of rows pushed at once. */
  static List<NoteDecision> whole(NoteSettings settings, float[] rows) {
    NoteDecoder decoder = NoteDecoder.of(settings);
    List<NoteDecision> decisions = new ArrayList<>(decoder.push(rows, rows.length / COLUMNS));
    decisions.add(decoder.finish());
    return decisions;
  }

  static List<PlayedNote> notes(List<NoteDecision> decisions) {
    return decisions.stream().flatMap(decision -> decision.notes().stream()).toList();
  }

  /**
   * Two notes, then from frame 100 on what no music is: one key sounds while all others are struck
   * again and again.
   */
  static float[] unmusical(int frames) {
    float[] rows = new DrawnNotes(frames).note(10, 30, 60, 90).note(40, 60, 64, 90).rows();
    for (int frame = 100; frame < frames; frame++) {
      int row = frame * COLUMNS;
      for (int key = 0; key < KEYS; key++) {
        rows[row + key] = frame % 3 == 1 && (key > 0 || frame == 100) ? 1 : 0;
        rows[row + KEYS + key] = 1;
      }
    }
    return rows;
  }

  /** Rough activations in which much happens: notes of all lengths and doubts, noise over them. */
  static float[] random(long seed, int frames) {
    Random random = new Random(seed);
    DrawnNotes drawn = new DrawnNotes(frames);
    for (int i = 0; i < frames / 12; i++) {
      double onset = frames * random.nextDouble();
      double length = 2 + Math.exp(6 * random.nextDouble());
      int pitch = 21 + (random.nextInt(4) == 0 ? random.nextInt(88) : 30 + random.nextInt(12));
      drawn.note(
          onset, onset + length, pitch, 1 + random.nextInt(127), 0.3 + 0.7 * random.nextDouble());
    }
    for (int i = 0; i < drawn.rows.length; i++) {
      double noisy = drawn.rows[i] + 0.12 * random.nextGaussian();
      drawn.rows[i] = (float) Math.max(0, Math.min(1, noisy));
    }
    return drawn.rows;
  }
}
