package org.neume.feature.signal;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * Amplitude spectra of frames: Hamming window, Fourier transform, magnitude.
 *
 * <p>|X| is divided by half the window's sum, so that a sine of amplitude 1 on a bin's frequency
 * reads 1 in that bin, and 0.46 / 1.08 in its neighbors. Belongs to one thread; allocates nothing
 * per frame.
 */
final class FrameSpectrum {

  private final int lowestBin;
  private final int highestBin;
  private final float[] window;
  private final FloatFFT_1D fft;
  private final float[] transform;
  private final float[] amplitudes;

  /**
   * Spectra of frames of {@code size} samples, a power of two, from {@code lowestBin} (at least 1)
   * to {@code highestBin} (below size / 2).
   */
  FrameSpectrum(int size, int lowestBin, int highestBin) {
    this.lowestBin = lowestBin;
    this.highestBin = highestBin;
    window = HammingWindow.scaled(size, 2 / HammingWindow.sum(size));
    fft = new FloatFFT_1D(size);
    transform = new float[size];
    amplitudes = new float[size / 2];
  }

  /**
   * The amplitudes of the frame that begins at index {@code start}, indexed by bin, 0 outside the
   * bins asked for; overwritten by the next call.
   */
  float[] of(float[] samples, int start) {
    for (int k = 0; k < window.length; k++) {
      transform[k] = window[k] * samples[start + k];
    }
    fft.realForward(transform);
    for (int bin = lowestBin; bin <= highestBin; bin++) {
      float re = transform[2 * bin];
      float im = transform[2 * bin + 1];
      amplitudes[bin] = (float) Math.sqrt(re * re + im * im);
    }
    return amplitudes;
  }
}
