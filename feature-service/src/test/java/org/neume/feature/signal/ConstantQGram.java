package org.neume.feature.signal;

import org.neume.feature.signal.ConstantQConfig.Quality;

/** A constant-Q spectrogram read back as amplitudes, unrounded. */
final class ConstantQGram {

  private static final double GAIN = 10_000;

  private final float[] values;

  private ConstantQGram(float[] values) {
    this.values = values;
  }

  static ConstantQGram of(Quality quality, float[] mono) {
    return new ConstantQGram(new ConstantQConfig(quality, GAIN, 0).extract(mono));
  }

  /** The bin nearest to {@code frequency} Hz. */
  static int bin(double frequency) {
    return (int) Math.round(48 * Math.log(frequency / 27.5) / Math.log(2));
  }

  int frames() {
    return values.length / ConstantQConfig.BINS;
  }

  double amplitude(int frame, int bin) {
    return (Math.pow(10, values[frame * ConstantQConfig.BINS + bin]) - 1) / GAIN;
  }

  /** The level in dB of full scale, not below -120. */
  double level(int frame, int bin) {
    return 20 * Math.log10(Math.max(1e-6, amplitude(frame, bin)));
  }

  int loudest(int frame) {
    int best = 0;
    for (int bin = 1; bin < ConstantQConfig.BINS; bin++) {
      best = amplitude(frame, bin) > amplitude(frame, best) ? bin : best;
    }
    return best;
  }

  /** By how many dB the lowest bin between two lies below the weaker of the two. */
  double valley(int frame, int left, int right) {
    double lowest = Double.MAX_VALUE;
    for (int bin = left; bin <= right; bin++) {
      lowest = Math.min(lowest, level(frame, bin));
    }
    return Math.min(level(frame, left), level(frame, right)) - lowest;
  }

  /**
   * Frames that a bin takes from 30 dB to 3 dB below its loudest of the frames {@code from} to {@code
   * to} - 1.
   */
  int rise(int bin, int from, int to) {
    double loudest = -120;
    for (int frame = from; frame < to; frame++) {
      loudest = Math.max(loudest, level(frame, bin));
    }
    int low = from;
    while (level(low, bin) < loudest - 30) {
      low++;
    }
    int high = low;
    while (level(high, bin) < loudest - 3) {
      high++;
    }
    return high - low;
  }
}
