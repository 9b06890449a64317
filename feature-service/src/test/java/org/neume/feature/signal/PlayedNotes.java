package org.neume.feature.signal;

/** Notes with harmonics that fall off as 1/h, struck and slowly dying away, at 32 kHz. */
final class PlayedNotes {

  private static final int RATE = 32_000;

  private final float[] samples;

  PlayedNotes(double seconds) {
    samples = new float[(int) (seconds * RATE)];
  }

  /** Frequency of a MIDI note in Hz. */
  static double frequency(int note) {
    return 440 * Math.pow(2, (note - 69) / 12.0);
  }

  /** Adds a note: an attack of 5 ms, a decay of 8.7 dB/s, a release of 20 ms. */
  PlayedNotes add(double frequency, double from, double to, double amplitude, int harmonics) {
    for (int i = (int) (from * RATE); i < Math.min(samples.length, to * RATE); i++) {
      double t = i / (double) RATE - from;
      double envelope = Math.min(1, t / 0.005) * Math.exp(-t) * Math.min(1, (to - from - t) / 0.02);
      double sum = 0;
      for (int h = 1; h <= harmonics; h++) {
        sum += Math.sin(2 * Math.PI * h * frequency * t + h * h) / h;
      }
      samples[i] += (float) (amplitude * envelope * sum);
    }
    return this;
  }

  float[] samples() {
    return samples.clone();
  }
}
