package org.neume.inference.model;

/**
 * The stretch of a recording's features that windows still need. Frames are appended at its end and
 * dropped at its start; outside the recording, and only there, it reads as zeros. Confined to one
 * thread at a time.
 */
final class FrameBuffer {
  private final int bins;
  private float[] values = new float[0];
  private int offset;
  private long start;
  private long end;

  /**
   * Makes an empty buffer.
   *
   * @param bins values per frame
   * @param start number of the frame that comes first
   */
  FrameBuffer(int bins, long start) {
    this.bins = bins;
    this.start = start;
    this.end = start;
  }

  /** The first frame that is held. */
  long start() {
    return start;
  }

  /** The frame behind the last that is held. */
  long end() {
    return end;
  }

  /** Appends whole frames. */
  void append(float[] frames) {
    int held = Math.toIntExact((end - start) * bins);
    int needed = held + frames.length;
    if (offset + needed > values.length) {
      // Moving only what is at most a third of the room, and growing by half, keeps appending
      // linear in the recording's length and the room proportional to what is held.
      boolean roomy = needed <= values.length / 3 * 2;
      float[] target = roomy ? values : new float[needed + needed / 2];
      System.arraycopy(values, offset, target, 0, held);
      values = target;
      offset = 0;
    }
    System.arraycopy(frames, 0, values, offset + held, frames.length);
    end += frames.length / bins;
  }

  /** Forgets the frames before {@code frame}. */
  void dropBefore(long frame) {
    long kept = Math.min(Math.max(frame, start), end);
    offset += Math.toIntExact((kept - start) * bins);
    start = kept;
  }

  /**
   * Copies frames; zeros stand for those before frame 0 and those behind the last that was appended.
   *
   * @param from the first frame, negative if before the recording
   * @throws IllegalStateException if a frame was dropped already
   */
  float[] copy(long from, int count) {
    long first = Math.max(from, 0);
    if (first < start) {
      throw new IllegalStateException(
          "frame %d is wanted, but frames before %d are gone".formatted(first, start));
    }
    float[] copy = new float[count * bins];
    long last = Math.min(from + count, end);
    if (last > first) {
      System.arraycopy(
          values,
          offset + Math.toIntExact((first - start) * bins),
          copy,
          Math.toIntExact((first - from) * bins),
          Math.toIntExact((last - first) * bins));
    }
    return copy;
  }

  /** Values that the buffer has room for. */
  int capacity() {
    return values.length;
  }
}
