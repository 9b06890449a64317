package org.neume.media;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A test signal whose alignment shows: short tone bursts at irregular places, different in each channel. */
public final class Clicks {
  private static final int[] STARTS_MS = {100, 437, 811, 1333, 1790, 2211, 2750};
  private static final int BURST_MS = 12;

  private Clicks() {}

  public static float[] make(int sampleRate, int channels, int frames) {
    float[] x = new float[frames * channels];
    for (int k = 0; k < STARTS_MS.length; k++) {
      int start = STARTS_MS[k] * sampleRate / 1000;
      int length = BURST_MS * sampleRate / 1000;
      for (int i = 0; i < length && start + i < frames; i++) {
        double window = Math.pow(Math.sin(Math.PI * i / length), 2);
        for (int c = 0; c < channels; c++) {
          double hz = 700 + 310 * k + 170 * c;
          x[(start + i) * channels + c] =
              (float) (0.6 * window * Math.sin(2 * Math.PI * hz * i / sampleRate));
        }
      }
    }
    return x;
  }

  /** Reads to the end in pieces of {@code piece} frames. */
  public static float[] readAll(AudioSource source, int piece) throws IOException {
    int channels = source.format().channels();
    float[] all = new float[0];
    float[] buffer = new float[piece * channels];
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      int at = all.length;
      all = Arrays.copyOf(all, at + n * channels);
      System.arraycopy(buffer, 0, all, at, n * channels);
    }
    return all;
  }

  /** The lag in samples, within +-2000, at which channel 0 of {@code decoded} fits the original best. */
  static int lag(float[] original, float[] decoded, int channels) {
    int frames = Math.min(original.length, decoded.length) / channels;
    int[] sounding =
        IntStream.range(2000, frames - 2000).filter(i -> original[i * channels] != 0).toArray();
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int lag = -2000; lag <= 2000; lag++) {
      double score = 0;
      for (int i : sounding) {
        score += original[i * channels] * decoded[(i + lag) * channels];
      }
      if (score > bestScore) {
        bestScore = score;
        best = lag;
      }
    }
    return best;
  }

  /** Energy of the difference over the energy of the original. */
  static double relativeError(float[] original, float[] decoded) {
    double error = 0;
    double energy = 0;
    for (int i = 0; i < Math.min(original.length, decoded.length); i++) {
      error += Math.pow(original[i] - decoded[i], 2);
      energy += Math.pow(original[i], 2);
    }
    return error / energy;
  }
}
