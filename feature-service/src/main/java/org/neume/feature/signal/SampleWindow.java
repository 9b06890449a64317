package org.neume.feature.signal;

/**
 * The part of a stream of samples that is still needed, addressed by absolute positions.
 *
 * <p>A sliding buffer: samples are appended at its end and dropped from its start. What is appended
 * before {@link #start} is skipped, and where the stream begins behind {@link #start}, the samples
 * between are zeros: so a recording has silence before its first sample. Belongs to one thread and
 * allocates nothing after its construction.
 */
final class SampleWindow {

  private final float[] samples;
  private long start;
  private int length;
  private long position;

  /**
   * A window from {@code start} on, which may lie before the recording.
   *
   * @param capacity samples that are held at most
   * @param start position of the first sample that is needed
   * @param position position of the first sample that will be appended
   */
  SampleWindow(int capacity, long start, long position) {
    samples = new float[capacity];
    this.start = start;
    this.position = position;
    length = Math.toIntExact(Math.max(0, position - start));
    if (length > capacity) {
      throw new IllegalArgumentException(
          "samples from " + start + " to " + position + " in a window of " + capacity);
    }
  }

  /** Position of the first sample held, or of the first that will be. */
  long start() {
    return start;
  }

  /** Position behind the last sample held. */
  long end() {
    return start + length;
  }

  /** Position of the sample that the next append must begin with. */
  long position() {
    return position;
  }

  /** The memory of the window; the sample at position p has {@link #index}(p). */
  float[] samples() {
    return samples;
  }

  /** Where the sample at {@code at} lies in {@link #samples}, if it is held. */
  int index(long at) {
    return (int) (at - start);
  }

  /**
   * Takes as many of the next samples as there is room for.
   *
   * @return how many were taken, those skipped included; fewer than {@code count} where the window
   *     is full
   */
  int append(float[] from, int offset, int count) {
    int skipped = (int) Math.max(0, Math.min(count, start - position));
    int run = Math.min(count - skipped, samples.length - length);
    System.arraycopy(from, offset + skipped, samples, length, run);
    length += run;
    position += skipped + run;
    return skipped + run;
  }

  /** Forgets the samples before {@code at}; the window then begins there, or at its end. */
  void dropBefore(long at) {
    int used = (int) Math.max(0, Math.min(length, at - start));
    if (used > 0) {
      System.arraycopy(samples, used, samples, 0, length - used);
      start += used;
      length -= used;
    }
  }
}
