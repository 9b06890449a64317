package org.neume.transcription.notes;

import java.util.Arrays;
import java.util.Random;
import org.neume.schemas.SingleNoteOutputs;

/** Rows of a network of single notes, drawn by hand, at 50 frames a second. */
public final class SingleNotes {
  /** Values of a frame. */
  public static final int COLUMNS = SingleNoteDecoder.COLUMNS;

  private static final int PITCHES = 3;
  private static final int FAMILIES = PITCHES + SingleNoteOutputs.PITCHES;
  private static final int VELOCITIES = FAMILIES + SingleNoteOutputs.FAMILIES.size();

  private final float[] rows;

  /** So many silent frames, in which the network says this and that. */
  public SingleNotes(int frames, long seed) {
    rows = new float[frames * COLUMNS];
    Random random = new Random(seed);
    for (int frame = 0; frame < frames; frame++) {
      for (int column = PITCHES; column < COLUMNS; column++) {
        rows[frame * COLUMNS + column] = random.nextFloat() / SingleNoteOutputs.PITCHES;
      }
    }
  }

  /**
   * Adds a note: it decays by 10 dB a second from -20 to -50 dB, its fundamental is measured, and the network is
   * certain of it, of strings, and of velocity 100.
   *
   * @param first the frame of the onset
   * @param end the frame behind the last
   * @param pitch with a fraction for the deviation
   * @param octaves so many octaves higher is the fundamental measured
   */
  public SingleNotes with(int first, int end, double pitch, int octaves) {
    int key = (int) Math.rint(pitch);
    for (int frame = first; frame < end; frame++) {
      int row = frame * COLUMNS;
      rows[row] = (float) Math.max(0.5, 0.8 - (frame - first) / 50.0 / 10);
      rows[row + 1] = (key + 12 * octaves) / 128f;
      rows[row + 2] = (float) (0.5 + pitch - key);
      rows[row + PITCHES + key] = 0.9f;
      rows[row + FAMILIES + SingleNoteOutputs.FAMILIES.indexOf("string")] = 0.7f;
      rows[row + VELOCITIES + SingleNoteOutputs.VELOCITIES.indexOf(100)] = 0.6f;
    }
    return this;
  }

  /** Makes the network say a pitch, and nothing else; what is measured stays. */
  public SingleNotes saying(int first, int end, int pitch, double probability) {
    for (int frame = first; frame < end; frame++) {
      int row = frame * COLUMNS + PITCHES;
      Arrays.fill(rows, row, row + SingleNoteOutputs.PITCHES, 0);
      rows[row + pitch] = (float) probability;
    }
    return this;
  }

  /** Takes the measured fundamental away. */
  public SingleNotes unmeasured(int first, int end) {
    for (int frame = first; frame < end; frame++) {
      rows[frame * COLUMNS + 1] = 0;
    }
    return this;
  }

  /** Sets the level. */
  public SingleNotes level(int first, int end, double decibels) {
    for (int frame = first; frame < end; frame++) {
      rows[frame * COLUMNS] = (float) (1 + decibels / 100);
    }
    return this;
  }

  /** The rows. */
  public float[] rows() {
    return rows.clone();
  }
}
