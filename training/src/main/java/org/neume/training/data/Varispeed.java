package org.neume.training.data;

/** Plays samples faster or slower, which moves pitch and tempo together, by cubic interpolation. */
final class Varispeed {
  private Varispeed() {}

  /**
   * Plays at another speed.
   *
   * @param speed above 1 is faster and higher
   */
  static float[] play(float[] in, double speed) {
    int length = (int) (in.length / speed);
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      double at = i * speed;
      int k = (int) at;
      float t = (float) (at - k);
      float a = in[Math.max(0, k - 1)];
      float b = in[k];
      float c = in[Math.min(in.length - 1, k + 1)];
      float d = in[Math.min(in.length - 1, k + 2)];
      // Catmull-Rom spline through four neighbors.
      out[i] = b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
    return out;
  }
}
