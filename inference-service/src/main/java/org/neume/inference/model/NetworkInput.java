package org.neume.inference.model;

/** What a network is given for one window. Immutable by agreement: nobody writes to the values. */
public final class NetworkInput {
  private final float[] values;
  private final int frames;

  /**
   * Wraps values.
   *
   * @param values frames x bins, row-major; not changed by anyone from here on
   * @param frames number of frames, context included
   */
  public NetworkInput(float[] values, int frames) {
    this.values = values;
    this.frames = frames;
  }

  /** Frames x bins, row-major; not to be changed. */
  public float[] values() {
    return values;
  }

  /** Number of frames, context included. */
  public int frames() {
    return frames;
  }

  /** Size in memory. */
  public long bytes() {
    return (long) values.length * Float.BYTES;
  }
}
