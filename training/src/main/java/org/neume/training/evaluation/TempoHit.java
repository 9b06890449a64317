package org.neume.training.evaluation;

/**
 * Whether a tempo was found, with errors of octaves told apart.
 *
 * @param near within {@value #NEAR} beats per minute of the true one
 * @param octave that, or within as much of its double or its half
 */
public record TempoHit(boolean near, boolean octave) {
  /** Beats per minute that a tempo may be away. */
  public static final double NEAR = 2;

  private static final double[] OCTAVES = {2, 0.5};

  /**
   * Compares two tempi in beats per minute.
   *
   * @param found 0 where none was found
   */
  public static TempoHit of(double truth, double found) {
    boolean near = Math.abs(found - truth) <= NEAR;
    boolean octave = near;
    for (double factor : OCTAVES) {
      octave |= Math.abs(found - factor * truth) <= NEAR;
    }
    return new TempoHit(near, octave);
  }
}
