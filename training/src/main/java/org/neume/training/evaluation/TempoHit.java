package org.neume.training.evaluation;

/**
 * Whether a tempo was found, with errors of octaves told apart.
 *
 * @param near within {@value #NEAR} beats per minute of the true one
 * @param multiple that, or within as much of it once doubled, halved, tripled or divided by three
 */
public record TempoHit(boolean near, boolean multiple) {
  /** Beats per minute that a tempo may be away. */
  public static final double NEAR = 2;

  private static final double[] MULTIPLES = {2, 0.5, 3, 1 / 3.0};

  /**
   * Compares two tempi in beats per minute.
   *
   * @param found 0 where none was found
   */
  public static TempoHit of(double truth, double found) {
    boolean near = Math.abs(found - truth) <= NEAR;
    boolean multiple = near;
    for (double factor : MULTIPLES) {
      multiple |= Math.abs(found / factor - truth) <= NEAR;
    }
    return new TempoHit(near, multiple);
  }
}
