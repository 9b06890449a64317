package org.neume.transcription.notes;

import java.util.Arrays;

/**
 * The latest frames of a note network's output, addressed by their number in the recording. Frames
 * that are not held, before the first and behind the last, read as zeros.
 *
 * <p>A frame is {@link #COLUMNS} values, output by output: the onset posteriors of the 88 keys from A0
 * to C8, their frame posteriors, their velocities (of 127).
 */
public final class NoteActivations {
  /** Keys of a piano. */
  public static final int KEYS = 88;

  /** MIDI pitch of key 0, the A of 27.5 Hz. */
  public static final int LOWEST_PITCH = 21;

  /** Values per frame. */
  public static final int COLUMNS = 3 * KEYS;

  private static final int FRAME = KEYS;
  private static final int VELOCITY = 2 * KEYS;

  private float[] rows = new float[64 * COLUMNS];
  private long first;
  private int count;

  /** Holds nothing yet; the first frame added will be {@code first}. */
  NoteActivations(long first) {
    this.first = first;
  }

  /** The first frame that was not added yet. */
  long end() {
    return first + count;
  }

  /** Adds one frame from a row of {@code values}. */
  void add(float[] values, int row) {
    int size = (count + 1) * COLUMNS;
    if (size > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    System.arraycopy(values, row * COLUMNS, rows, count * COLUMNS, COLUMNS);
    count++;
  }

  /** Forgets earlier frames. */
  void dropBefore(long frame) {
    int drop = (int) Math.max(0, Math.min(count, frame - first));
    if (drop > 0) {
      System.arraycopy(rows, drop * COLUMNS, rows, 0, (count - drop) * COLUMNS);
      first += drop;
      count -= drop;
    }
  }

  /** Posterior that key {@code key} is struck in frame {@code frame}. */
  float onset(long frame, int key) {
    return value(frame, key);
  }

  /** Posterior that key {@code key} sounds in frame {@code frame}. */
  float frame(long frame, int key) {
    return value(frame, FRAME + key);
  }

  /** Loudness, 0 to 1, of key {@code key} if it is struck in frame {@code frame}. */
  float velocity(long frame, int key) {
    return value(frame, VELOCITY + key);
  }

  private float value(long frame, int column) {
    return frame < first || frame >= end() ? 0 : rows[(int) (frame - first) * COLUMNS + column];
  }

  /**
   * Checks rows before any is used.
   *
   * @throws IllegalArgumentException naming the first value that is not in 0..1
   */
  static void check(float[] values, int frames) {
    if (frames < 0 || (long) frames * COLUMNS > values.length) {
      throw new IllegalArgumentException(
          "%d frames of %d values were announced, %d values given"
              .formatted(frames, COLUMNS, values.length));
    }
    for (int i = 0; i < frames * COLUMNS; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw new IllegalArgumentException(
            "activation %s in row %d, column %d is not in 0..1: was this model trained for notes?"
                .formatted(values[i], i / COLUMNS, i % COLUMNS));
      }
    }
  }
}
