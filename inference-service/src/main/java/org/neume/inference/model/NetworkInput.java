package org.neume.inference.model;

/**
 * What a network is given for one window.
 *
 * @param values frames x bins, row-major; not changed by anyone from here on
 * @param frames number of frames, context included
 */
public record NetworkInput(float[] values, int frames) {
  /** Size in memory. */
  public long bytes() {
    return (long) values.length * Float.BYTES;
  }
}
