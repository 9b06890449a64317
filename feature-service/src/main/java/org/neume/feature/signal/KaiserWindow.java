package org.neume.feature.signal;

/**
 * The Kaiser window and its design formulas (Kaiser, "Nonrecursive digital filter design using the
 * I0-sinh window function", 1974).
 */
final class KaiserWindow {

  private KaiserWindow() {}

  /** Shape parameter for a stop-band attenuation of {@code decibels}, above 50. */
  static double beta(double decibels) {
    return 0.1102 * (decibels - 8.7);
  }

  /**
   * Taps that a low-pass needs for a stop-band attenuation of {@code decibels} and a transition of
   * {@code width} cycles per sample.
   */
  static double taps(double decibels, double width) {
    return (decibels - 7.95) / (2.285 * 2 * Math.PI * width) + 1;
  }

  /** The window at {@code x} in -1..1, 1 in the middle; 0 outside. */
  static double at(double x, double beta) {
    double inside = 1 - x * x;
    return inside < 0 ? 0 : besselI0(beta * Math.sqrt(inside)) / besselI0(beta);
  }

  /** Modified Bessel function of the first kind and order 0, by its power series. */
  static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
