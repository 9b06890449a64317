package org.neume.feature.signal;

import java.util.function.DoubleUnaryOperator;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Powers of a range of constant-Q bins from one Fourier transform: the spectral kernel of Brown and
 * Puckette, "An efficient algorithm for the calculation of a constant Q transform" (JASA 92, 1992).
 *
 * <p>By Parseval's theorem the correlation of the samples with a windowed complex tone is the sum of
 * their spectrum times the tone's, of which all but a few bins vanish. The windows are Hann windows
 * centered on the middle of the transform, so the tones' spectra are real but for an alternating
 * sign, which the weights hold; what lies further than {@value #REACH} / T from the center (below
 * 0.2 % of the peak) is left out. A sine of amplitude a on a bin's center reads a². Belongs to one
 * thread; allocates nothing per frame.
 */
final class SpectralKernel {

  private static final double REACH = 6;

  private final int size;
  private final int firstBin;
  private final int[] firsts;
  private final int[] starts;
  private final float[] weights;
  private final FloatFFT_1D fft;
  private final float[] spectrum;

  /**
   * The kernel of bins {@code firstBin} to {@code endBin} - 1.
   *
   * @param rate samples per second, in Hz
   * @param size samples of the transform, a power of two that holds the longest window
   * @param seconds length of the window of a bin by its center in Hz, in seconds
   */
  SpectralKernel(int rate, int size, int firstBin, int endBin, DoubleUnaryOperator seconds) {
    this.size = size;
    this.firstBin = firstBin;
    int bins = endBin - firstBin;
    firsts = new int[bins];
    starts = new int[bins + 1];
    for (int i = 0; i < bins; i++) {
      double center = ConstantQBins.center(firstBin + i);
      double reach = REACH / seconds.applyAsDouble(center);
      firsts[i] = (int) Math.max(1, Math.ceil((center - reach) * size / rate));
      int last = (int) Math.min(size / 2 - 1, Math.floor((center + reach) * size / rate));
      starts[i + 1] = starts[i] + last - firsts[i] + 1;
    }
    weights = new float[starts[bins]];
    for (int i = 0; i < bins; i++) {
      double center = ConstantQBins.center(firstBin + i);
      double length = seconds.applyAsDouble(center) * rate;
      if (length > size) {
        throw new IllegalArgumentException(
            "a window of " + length + " samples in a transform of " + size);
      }
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        int m = firsts[i] + at - starts[i];
        double response = HannResponse.at((double) m / size - center / rate, length);
        double sign = m % 2 == 0 ? 1 : -1;
        weights[at] = (float) (2 * sign * response / size);
      }
    }
    fft = new FloatFFT_1D(size);
    spectrum = new float[size];
  }

  /** Samples before the sample that the windows are centered on. */
  int half() {
    return size / 2;
  }

  /** Writes the bins' powers to their places in {@code powers}, of the frame from index {@code start}. */
  void apply(float[] samples, int start, float[] powers) {
    System.arraycopy(samples, start, spectrum, 0, size);
    fft.realForward(spectrum);
    for (int i = 0; i < firsts.length; i++) {
      powers[firstBin + i] = power(starts[i], starts[i + 1], 2 * firsts[i]);
    }
  }

  private float power(int from, int to, int place) {
    float re0 = 0;
    float im0 = 0;
    float re1 = 0;
    float im1 = 0;
    int at = from;
    int x = place;
    // Two at a time: a sum that waits for each addition would take twice as long.
    for (; at + 1 < to; at += 2, x += 4) {
      float w0 = weights[at];
      float w1 = weights[at + 1];
      re0 += w0 * spectrum[x];
      im0 += w0 * spectrum[x + 1];
      re1 += w1 * spectrum[x + 2];
      im1 += w1 * spectrum[x + 3];
    }
    if (at < to) {
      re0 += weights[at] * spectrum[x];
      im0 += weights[at] * spectrum[x + 1];
    }
    float re = re0 + re1;
    float im = im0 + im1;
    return re * re + im * im;
  }
}
