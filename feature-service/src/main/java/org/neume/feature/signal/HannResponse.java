package org.neume.feature.signal;

/**
 * The spectrum of a Hann window that is centered on a sample: w(t) = (1 + cos(2 pi t / length)) / 2
 * for whole t within length / 2 of it, divided by its sum. Real, and 1 at frequency 0.
 */
final class HannResponse {

  private HannResponse() {}

  /** The response at {@code frequency}, in cycles per sample, of a window of {@code length} samples. */
  static double at(double frequency, double length) {
    return sum(frequency, length) / sum(0, length);
  }

  private static double sum(double frequency, double length) {
    int half = (int) Math.ceil(length / 2) - 1;
    return dirichlet(frequency, half) / 2
        + (dirichlet(frequency - 1 / length, half) + dirichlet(frequency + 1 / length, half)) / 4;
  }

  /** Sum of cos(2 pi frequency t) over t = -half..half. */
  private static double dirichlet(double frequency, int half) {
    double bottom = StrictMath.sin(Math.PI * frequency);
    int terms = 2 * half + 1;
    return Math.abs(bottom) < 1e-12 ? terms : StrictMath.sin(Math.PI * frequency * terms) / bottom;
  }
}
