package org.neume.feature.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.neume.feature.signal.ConstantQConfig.Quality;

/**
 * Prints how far low, high and dynamic Q part two notes that are struck together, and how long their
 * onset takes. Run its main.
 */
public final class DynamicQReport {

  private static final int ONSET = 50;

  private DynamicQReport() {}

  /** Prints a line for each pair of notes and each Q. */
  public static void main(String[] args) {
    for (int[] pair : new int[][] {{45, 46}, {57, 58}, {60, 61}, {64, 65}, {69, 70}, {60, 62}}) {
      double f = PlayedNotes.frequency(pair[0]);
      double g = PlayedNotes.frequency(pair[1]);
      float[] samples = new PlayedNotes(3.5).add(f, 1, 3, 0.3, 4).add(g, 1, 3, 0.3, 4).samples();
      for (Quality quality : List.of(Quality.LOW, Quality.HIGH, Quality.DYNAMIC)) {
        ConstantQGram gram = ConstantQGram.of(quality, samples);
        System.out.printf(
            Locale.ROOT,
            "notes %d and %d, %s: valley %.1f dB, onset %d frames%n",
            pair[0],
            pair[1],
            quality,
            valley(gram, ConstantQGram.bin(f), ConstantQGram.bin(g)),
            gram.rise(ConstantQGram.bin(f), 0, ONSET + 30));
      }
    }
  }

  /** Median depth of the valley over the steady part of the notes, in dB. */
  static double valley(ConstantQGram gram, int left, int right) {
    double[] valleys = new double[40];
    for (int i = 0; i < valleys.length; i++) {
      valleys[i] = gram.valley(ONSET + 40 + i, left, right);
    }
    Arrays.sort(valleys);
    return valleys[valleys.length / 2];
  }
}
