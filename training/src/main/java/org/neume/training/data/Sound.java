package org.neume.training.data;

import java.nio.ShortBuffer;

/**
 * A single note as networks hear it. Immutable as long as its cache is.
 *
 * @param label what it is
 * @param width values of a frame
 * @param halves its frames in half precision, row by row, mapped from the disk
 */
public record Sound(SoundLabel label, int width, ShortBuffer halves) {

  /**
   * Copies values of frames; what lies outside of the note is left as it is.
   *
   * @param first the first frame, perhaps below 0
   * @param count frames
   * @param values values of each frame to copy, from its first on
   * @param target receives {@code values} values for each frame
   * @param offset where the first one goes
   */
  public void copy(int first, int count, int values, float[] target, int offset) {
    short[] row = new short[values];
    for (int frame = Math.max(0, -first); frame < count; frame++) {
      if (first + frame >= label.frames()) {
        return;
      }
      halves.get((first + frame) * width, row);
      int at = offset + frame * values;
      for (int i = 0; i < values; i++) {
        target[at + i] = HalfFloat.value(row[i]);
      }
    }
  }

  /** All frames, row by row. */
  public float[] frames() {
    float[] all = new float[label.frames() * width];
    copy(0, label.frames(), width, all, 0);
    return all;
  }
}
