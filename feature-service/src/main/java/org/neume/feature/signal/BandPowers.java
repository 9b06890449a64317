package org.neume.feature.signal;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Powers of the upper constant-Q bins, whose windows would be shorter than the time between frames.
 *
 * <p>The powers of one transform of a Hann window of {@value ConstantQBins#SHORTEST} s are summed
 * over each bin's band under a squared cosine that is half as high 1 % of the center above and below
 * it: the mean of many short windows' powers, by which nothing between frames is lost, for the price
 * of one transform. A sine of amplitude a on a bin's center reads a². Belongs to one thread;
 * allocates nothing per frame.
 */
final class BandPowers {

  /** Samples of the transform; the window's 1,920 lie in its middle. */
  static final int SIZE = 2048;

  /** Where a band ends, as a fraction of its center: twice where it is half as high. */
  private static final double REACH = 0.02;

  private final int firstBin;
  private final float[] window;
  private final int margin;
  private final int[] firsts;
  private final int[] starts;
  private final float[] weights;
  private final FloatFFT_1D fft = new FloatFFT_1D(SIZE);
  private final float[] spectrum = new float[SIZE];
  private final float[] powers = new float[SIZE / 2];

  /** The bins from {@code firstBin} to the last. */
  BandPowers(int firstBin) {
    this.firstBin = firstBin;
    int length = (int) Math.round(ConstantQBins.SHORTEST * ConstantQBins.SAMPLE_RATE);
    margin = (SIZE - length) / 2;
    window = window(length);
    int bins = ConstantQBins.BINS - firstBin;
    firsts = new int[bins];
    starts = new int[bins + 1];
    double spacing = (double) ConstantQBins.SAMPLE_RATE / SIZE;
    for (int i = 0; i < bins; i++) {
      double center = ConstantQBins.center(firstBin + i) / spacing;
      firsts[i] = (int) Math.ceil(center * (1 - REACH));
      starts[i + 1] = starts[i] + (int) Math.floor(center * (1 + REACH)) - firsts[i] + 1;
    }
    weights = new float[starts[bins]];
    for (int i = 0; i < bins; i++) {
      fill(i, ConstantQBins.center(firstBin + i) / spacing, length);
    }
  }

  private static float[] window(int length) {
    float[] window = new float[length];
    for (int t = 0; t < length; t++) {
      // The sum of a Hann window is half its length; a sine's line is half its amplitude.
      double hann = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * t / length);
      window[t] = (float) (hann * 4 / length);
    }
    return window;
  }

  /** The band of a bin whose center lies at {@code center} lines of the transform. */
  private void fill(int i, double center, int length) {
    double[] shape = new double[starts[i + 1] - starts[i]];
    double sine = 0;
    for (int at = 0; at < shape.length; at++) {
      double distance = firsts[i] + at - center;
      double cosine = StrictMath.cos(Math.PI / 2 * distance / (REACH * center));
      double line = HannResponse.at(distance / SIZE, length);
      shape[at] = cosine * cosine;
      sine += shape[at] * line * line;
    }
    for (int at = 0; at < shape.length; at++) {
      weights[starts[i] + at] = (float) (shape[at] / sine);
    }
  }

  /** Writes the bins' powers to their places in {@code to}, of the frame from index {@code start}. */
  void apply(float[] samples, int start, float[] to) {
    int from = start + margin;
    for (int t = 0; t < window.length; t++) {
      spectrum[t] = window[t] * samples[from + t];
    }
    Arrays.fill(spectrum, window.length, SIZE, 0f);
    fft.realForward(spectrum);
    for (int m = firsts[0]; m < powers.length; m++) {
      float re = spectrum[2 * m];
      float im = spectrum[2 * m + 1];
      powers[m] = re * re + im * im;
    }
    for (int i = 0; i < firsts.length; i++) {
      to[firstBin + i] = sum(starts[i], starts[i + 1], firsts[i]);
    }
  }

  private float sum(int from, int to, int line) {
    float even = 0;
    float odd = 0;
    int at = from;
    int m = line;
    for (; at + 1 < to; at += 2, m += 2) {
      even += weights[at] * powers[m];
      odd += weights[at + 1] * powers[m + 1];
    }
    if (at < to) {
      even += weights[at] * powers[m];
    }
    return even + odd;
  }
}
