package org.neume.feature.signal;

/**
 * The bins of the representation {@code constant-q-48}: where they lie and how long they listen.
 *
 * <p>Bin k is centered on 27.5 Hz · 2^(k/48), so bin 0 is A0, a semitone is 4 bins, an octave 48, and
 * {@value #BINS} of them reach over 9 octaves to 13,878 Hz. Every bin looks through Hann windows of
 * two lengths T, whose half-power bandwidth is 1.44 / T:
 *
 * <ul>
 *   <li>low Q: T = 24 / (f + 48 Hz), a bandwidth of 6 % of f (a semitone) and 2.9 Hz
 *   <li>high Q: T = 72 / (f + 45 Hz), a bandwidth of 2 % of f and 0.9 Hz
 * </ul>
 *
 * <p>The constant part keeps the bass from smearing over seconds, as in the variable-Q transform of
 * Schörkhuber, Klapuri, Holighaus and Dörfler, "A Matlab toolbox for efficient perfect reconstruction
 * time-frequency transforms with log-frequency resolution" (AES 2014), section 2.2. No window is
 * shorter than {@value #SHORTEST} s, three hops: squared Hann windows a third of their length apart
 * sum to a constant, so that nothing between two frames is lost, and at 50 frames per second a
 * shorter window would not show an onset earlier. From bin {@value #FIRST_EQUAL} (1,245 Hz) on both
 * are that long, and powers are summed over 2 % of f instead: {@link BandPowers}.
 */
final class ConstantQBins {

  /** Samples per second, in Hz. */
  static final int SAMPLE_RATE = 32_000;

  /** Samples from one frame to the next: 50 frames per second. */
  static final int HOP = 640;

  /** Bins of a frame. */
  static final int BINS = 432;

  /** Bins per octave. */
  static final int PER_OCTAVE = 48;

  /** The first bin whose low and high Q are the same. */
  static final int FIRST_EQUAL = 264;

  /** Length of the shortest window, in seconds. */
  static final double SHORTEST = 0.06;

  private ConstantQBins() {}

  /** Center frequency of {@code bin}, in Hz. */
  static double center(int bin) {
    return 27.5 * StrictMath.pow(2, (double) bin / PER_OCTAVE);
  }

  /** Length of the window of low Q at {@code frequency} Hz, in seconds. */
  static double lowSeconds(double frequency) {
    return Math.max(SHORTEST, 24 / (frequency + 48));
  }

  /** Length of the window of high Q at {@code frequency} Hz, in seconds. */
  static double highSeconds(double frequency) {
    return Math.max(SHORTEST, 72 / (frequency + 45));
  }
}
