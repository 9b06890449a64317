package org.neume.transcription.notes;

import java.util.Arrays;
import org.neume.schemas.SingleNoteOutputs;

/**
 * The rows that a network of single notes gave so far: {@link #COLUMNS} values a frame, in the order of
 * {@link SingleNoteOutputs#names}. Confined to one thread.
 */
final class SingleNoteRows {
  /** Where the pitches begin. */
  static final int PITCHES = SingleNoteOutputs.measures().size();

  /** Where the families begin. */
  static final int FAMILIES = PITCHES + SingleNoteOutputs.PITCHES;

  /** Where the velocities begin. */
  static final int VELOCITIES = FAMILIES + SingleNoteOutputs.FAMILIES.size();

  /** Values of a frame. */
  static final int COLUMNS = VELOCITIES + SingleNoteOutputs.VELOCITIES.size();

  private static final int KEY = 1;
  private static final int DEVIATION = 2;

  private float[] rows = new float[0];
  private int frames;

  void add(float[] more, int count) {
    int needed = (frames + count) * COLUMNS;
    if (needed > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(needed, 2 * rows.length));
    }
    System.arraycopy(more, 0, rows, frames * COLUMNS, count * COLUMNS);
    frames += count;
  }

  void clear() {
    rows = new float[0];
    frames = 0;
  }

  int frames() {
    return frames;
  }

  float at(int frame, int column) {
    return rows[frame * COLUMNS + column];
  }

  /** Effective value in dB of full scale, -100 at least. */
  double decibels(int frame) {
    return 100.0 * at(frame, 0) - 100;
  }

  /** The measured fundamental as a MIDI pitch with fraction; 0 where there is none. */
  double fundamental(int frame) {
    long key = Math.round((double) at(frame, KEY) * SingleNoteOutputs.PITCHES);
    return key == 0 ? 0 : key + at(frame, DEVIATION) - 0.5;
  }

  /** The column of the largest of {@code count} values from column {@code first} on, from 0. */
  int best(int frame, int first, int count) {
    return SingleNoteOutputs.likeliest(rows, frame * COLUMNS + first, count);
  }
}
