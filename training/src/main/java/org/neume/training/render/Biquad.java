package org.neume.training.render;

/**
 * A second-order filter by the bilinear transform (Robert Bristow-Johnson's "Audio EQ cookbook" formulae). Keeps its state
 * between calls; not thread-safe.
 */
public final class Biquad {
  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;
  private double z1;
  private double z2;

  private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) {
    this.b0 = b0 / a0;
    this.b1 = b1 / a0;
    this.b2 = b2 / a0;
    this.a1 = a1 / a0;
    this.a2 = a2 / a0;
  }

  /** Low-pass with a corner in Hz. */
  public static Biquad lowPass(double corner, double q, double rate) {
    double w = 2 * Math.PI * Math.min(corner, 0.49 * rate) / rate;
    double alpha = Math.sin(w) / (2 * q);
    double c = Math.cos(w);
    return new Biquad((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
  }

  /** High-pass with a corner in Hz. */
  public static Biquad highPass(double corner, double q, double rate) {
    double w = 2 * Math.PI * Math.min(corner, 0.49 * rate) / rate;
    double alpha = Math.sin(w) / (2 * q);
    double c = Math.cos(w);
    return new Biquad((1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
  }

  /** Peak or dip of a gain in dB around a center in Hz. */
  public static Biquad peak(double center, double q, double gain, double rate) {
    double a = Math.pow(10, gain / 40);
    double w = 2 * Math.PI * center / rate;
    double alpha = Math.sin(w) / (2 * q);
    double c = Math.cos(w);
    return new Biquad(1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a);
  }

  /** Shelf that lifts everything above a corner by a gain in dB. */
  public static Biquad highShelf(double corner, double gain, double rate) {
    double a = Math.pow(10, gain / 40);
    double w = 2 * Math.PI * corner / rate;
    double c = Math.cos(w);
    double root = 2 * Math.sqrt(a) * Math.sin(w) / 2 * Math.sqrt(2);
    return new Biquad(
        a * ((a + 1) + (a - 1) * c + root),
        -2 * a * ((a - 1) + (a + 1) * c),
        a * ((a + 1) + (a - 1) * c - root),
        (a + 1) - (a - 1) * c + root,
        2 * ((a - 1) - (a + 1) * c),
        (a + 1) - (a - 1) * c - root);
  }

  /** Filters in place. */
  public void apply(float[] audio) {
    for (int i = 0; i < audio.length; i++) {
      double x = audio[i];
      double y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      audio[i] = (float) y;
    }
  }
}
