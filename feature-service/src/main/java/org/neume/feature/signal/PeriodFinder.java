package org.neume.feature.signal;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The fundamental frequency of some samples by the method YIN (de Cheveigné and Kawahara 2002): the first
 * dip of the cumulative mean normalized difference function. The period is then measured at the largest
 * of its multiples that fits, doubling step by step, so that high notes are as exact as low ones.
 *
 * <p>Belongs to one thread; allocates nothing per call.
 */
final class PeriodFinder {
  /** Lowest and highest frequency that is looked for, in Hz: below A0, above the highest C of a piano. */
  private static final double LOWEST = 25;

  private static final double HIGHEST = 4_600;

  /** A dip of the normalized difference that is as deep as this is a period. */
  private static final double DIP = 0.15;

  /** Seconds that are looked at. */
  private static final double SECONDS = 0.128;

  /** Mean square of samples below which nothing is looked for: -80 dB. */
  private static final double SILENCE = 1e-8;

  private final int sampleRate;
  private final int size;
  private final int longest;
  private final int shortest;
  private final DoubleFFT_1D fft;
  private final double[] all;
  private final double[] head;
  private final double[] difference;

  /** A finder for samples at this rate. */
  PeriodFinder(int sampleRate) {
    this.sampleRate = sampleRate;
    size = samples(sampleRate);
    longest = (int) (sampleRate / LOWEST);
    shortest = Math.max(2, (int) (sampleRate / HIGHEST));
    fft = new DoubleFFT_1D(size);
    all = new double[size];
    head = new double[size];
    difference = new double[longest + 2];
  }

  /** Samples that are looked at: 128 ms. */
  static int samples(int sampleRate) {
    return (int) Math.round(SECONDS * sampleRate);
  }

  /**
   * The fundamental frequency of the samples from index {@code start} on, in Hz; 0 where they do not
   * repeat.
   */
  double frequency(float[] samples, int start) {
    double energy = 0;
    for (int i = 0; i < size; i++) {
      all[i] = samples[start + i];
      energy += all[i] * all[i];
    }
    if (energy < SILENCE * size) {
      return 0;
    }
    differ(samples, start);
    int lag = firstDip();
    return lag == 0 ? 0 : sampleRate / refined(lag);
  }

  /** Fills in the squared differences of the samples and those a lag behind, by a correlation. */
  private void differ(float[] samples, int start) {
    int width = size - longest - 2;
    double still = 0;
    for (int i = 0; i < size; i++) {
      head[i] = i < width ? all[i] : 0;
      still += head[i] * head[i];
    }
    fft.realForward(all);
    fft.realForward(head);
    correlate();
    fft.realInverse(all, true);
    double moved = still;
    for (int lag = 0; lag < difference.length; lag++) {
      difference[lag] = Math.max(0, still + moved - 2 * all[lag]);
      double leaving = samples[start + lag];
      double entering = samples[start + lag + width];
      moved += entering * entering - leaving * leaving;
    }
  }

  /** The product of one spectrum and the other's conjugate, packed as the transform packs it. */
  private void correlate() {
    all[0] *= head[0];
    all[1] *= head[1];
    for (int i = 2; i < size; i += 2) {
      double re = all[i] * head[i] + all[i + 1] * head[i + 1];
      double im = all[i + 1] * head[i] - all[i] * head[i + 1];
      all[i] = re;
      all[i + 1] = im;
    }
  }

  /** The lag of the bottom of the first dip that is deep enough; 0 where there is none. */
  private int firstDip() {
    double sum = 0;
    for (int lag = 1; lag < shortest; lag++) {
      sum += difference[lag];
    }
    double left = Double.MAX_VALUE;
    double bottom = Double.MAX_VALUE;
    for (int lag = shortest; lag <= longest; lag++) {
      sum += difference[lag];
      double right = sum == 0 ? 1 : difference[lag] * lag / sum;
      if (bottom <= left && bottom < right && between(left, bottom, right) < DIP) {
        return lag - 1;
      }
      left = bottom;
      bottom = right;
    }
    return 0;
  }

  /** The value at the bottom of a parabola: the dips of high notes lie between samples. */
  private static double between(double left, double bottom, double right) {
    if (left == Double.MAX_VALUE) {
      return bottom;
    }
    double slope = left - right;
    return bottom - slope * slope / (8 * (left + right - 2 * bottom));
  }

  /** The period in samples, measured at multiples of a lag as long as they fit. */
  private double refined(int lag) {
    double period = bottom(lag);
    for (int times = 2; times * (period + 1) < longest; times *= 2) {
      period = bottom((int) Math.rint(period * times)) / times;
    }
    return period;
  }

  /** Where the difference is least at a lag or beside it, between samples by a parabola. */
  private double bottom(int lag) {
    int best = lag;
    for (int at = Math.max(1, lag - 1); at <= Math.min(longest, lag + 1); at++) {
      if (difference[at] < difference[best]) {
        best = at;
      }
    }
    double left = difference[best - 1];
    double right = difference[best + 1];
    double bend = left + right - 2 * difference[best];
    return bend <= 0 ? best : best + Math.max(-1, Math.min(1, (left - right) / (2 * bend)));
  }
}
