package org.neume.decoder.decode;

import java.util.Arrays;

/**
 * The activations that a decoder still needs, by frame of the recording. Growing at the end,
 * dropped at the front.
 */
final class Activations {
  private static final int INITIAL = 1024;

  private float[] beat = new float[INITIAL];
  private float[] downbeat = new float[INITIAL];
  private long first;
  private int count;

  /** @param first number of the first frame that will be added */
  Activations(long first) {
    this.first = first;
  }

  /**
   * The activations of a whole recording, as a configuration reads them.
   *
   * @param values rows of {@code columns} values, see {@link BeatDecoder#push}
   * @throws IllegalArgumentException as {@link BeatDecoder#push} does
   */
  static Activations of(DecoderConfig config, float[] values, int columns) {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d activations are no whole rows of %d".formatted(values.length, columns));
    }
    int frames = values.length / columns;
    ActivationRows rows = ActivationRows.of(values, frames, columns, config.meter().hasBars());
    Activations activations = new Activations(0);
    for (int row = 0; row < frames; row++) {
      activations.add(rows.beat(row), rows.downbeat(row));
    }
    return activations;
  }

  void add(float beatActivation, float downbeatActivation) {
    if (count == beat.length) {
      beat = Arrays.copyOf(beat, 2 * count);
      downbeat = Arrays.copyOf(downbeat, 2 * count);
    }
    beat[count] = beatActivation;
    downbeat[count] = downbeatActivation;
    count++;
  }

  /** First frame held. */
  long first() {
    return first;
  }

  /** The frame behind the last one held. */
  long end() {
    return first + count;
  }

  float beat(long frame) {
    return beat[index(frame)];
  }

  float downbeat(long frame) {
    return downbeat[index(frame)];
  }

  /** Activation of any beat, be it a downbeat or not. */
  float any(long frame) {
    int i = index(frame);
    return Math.max(beat[i], downbeat[i]);
  }

  /** Forgets all frames before this one. */
  void dropBefore(long frame) {
    int drop = (int) Math.min(Math.max(frame - first, 0), count);
    // Moving the rest only once half is waste keeps the cost per frame constant.
    if (drop == 0 || (drop < count - drop && drop < INITIAL)) {
      return;
    }
    int left = count - drop;
    int capacity = beat.length;
    while (capacity > INITIAL && capacity / 4 >= left) {
      capacity /= 2;
    }
    beat = moved(beat, drop, left, capacity);
    downbeat = moved(downbeat, drop, left, capacity);
    first += drop;
    count = left;
  }

  private static float[] moved(float[] from, int drop, int left, int capacity) {
    float[] to = capacity == from.length ? from : new float[capacity];
    System.arraycopy(from, drop, to, 0, left);
    return to;
  }

  private int index(long frame) {
    long i = frame - first;
    if (i < 0 || i >= count) {
      throw new IllegalStateException(
          "activation of frame " + frame + " is not at hand, only " + first + ".." + (end() - 1));
    }
    return (int) i;
  }
}
