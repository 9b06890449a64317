package org.neume.feature.signal;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/** Test signals. */
final class Signals {

  private Signals() {}

  /** Noise of an integer generator, -1..1 in steps of 1/1000: the same on every machine. */
  static double[] integerNoise(int length) {
    double[] noise = new double[length];
    long state = 12_345;
    for (int i = 0; i < length; i++) {
      state = (state * 1_103_515_245L + 12_345) & 0x7fff_ffffL;
      noise[i] = ((state >> 8) % 2001 - 1000) / 1000.0;
    }
    return noise;
  }

  /** Gaussian noise of standard deviation 0.2. */
  static float[] noise(int length, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = 0.2f * (float) random.nextGaussian();
    }
    return samples;
  }

  /** A sine of amplitude 1 and phase {@code phase}. */
  static float[] sine(int length, double frequency, double rate, double phase) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * frequency * i / rate + phase);
    }
    return samples;
  }

  /** The value at {@code seconds} of a sweep from {@code from} Hz that gains {@code slope} Hz/s. */
  static double sweep(double seconds, double from, double slope) {
    return Math.sin(2 * Math.PI * (from + slope * seconds / 2) * seconds);
  }

  /** {@code length} samples of {@link #sweep} at {@code rate} Hz. */
  static float[] sweep(int length, double rate, double from, double slope) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) sweep(i / rate, from, slope);
    }
    return samples;
  }

  /** CRC-32 of the values' big-endian bytes, in hexadecimal. */
  static String checksum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    CRC32 sum = new CRC32();
    sum.update(bytes.array());
    return Long.toHexString(sum.getValue());
  }
}
