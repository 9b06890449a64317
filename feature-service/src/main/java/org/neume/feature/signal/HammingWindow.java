package org.neume.feature.signal;

/**
 * The periodic Hamming window w(k) = 0.54 - 0.46 cos(2 pi k / N), which is 1 and symmetric about k =
 * N/2: the sample that a frame is centered on.
 */
final class HammingWindow {

  private HammingWindow() {}

  /** The window of {@code size} samples, each multiplied by {@code scale}. */
  static float[] scaled(int size, double scale) {
    float[] window = new float[size];
    for (int k = 0; k < size; k++) {
      // StrictMath: the same bits on every machine.
      window[k] = (float) (scale * (0.54 - 0.46 * StrictMath.cos(2 * Math.PI * k / size)));
    }
    return window;
  }

  /** Sum of the unscaled window, 0.54 N: what a constant 1 reads at frequency 0. */
  static double sum(int size) {
    return 0.54 * size;
  }
}
