package org.neume.transcription.score;

import java.util.List;

/**
 * The key whose profile correlates best with how long each pitch class sounds (Krumhansl, Cognitive
 * Foundations of Musical Pitch, 1990, chapter 4; profiles of Krumhansl and Kessler, 1982).
 */
final class KeyFinder {
  private static final double[] MAJOR = {
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
  };
  private static final double[] MINOR = {
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
  };

  private KeyFinder() {}

  /** The key; C major where nothing sounds or every key fits as well. */
  static KeySignature find(List<PlacedNote> notes) {
    double[] weights = new double[12];
    for (PlacedNote note : notes) {
      // Long notes say more, a drone does not say everything.
      double quarters = (note.end() - note.start()) / Score.UNITS_PER_QUARTER;
      weights[note.pitch() % 12] += Math.min(quarters, 4);
    }
    KeySignature best = KeySignature.C_MAJOR;
    double bestCorrelation = 1e-9;
    for (int tonic = 0; tonic < 12; tonic++) {
      double major = correlation(weights, MAJOR, tonic);
      if (major > bestCorrelation) {
        bestCorrelation = major;
        best = new KeySignature(fifths(tonic), false);
      }
      double minor = correlation(weights, MINOR, tonic);
      if (minor > bestCorrelation) {
        bestCorrelation = minor;
        best = new KeySignature(fifths(tonic + 3), true);
      }
    }
    return best;
  }

  // Of two signatures for the same pitches the one with fewer signs; flats for six.
  private static int fifths(int majorTonic) {
    int upward = Math.floorMod(majorTonic * 7, 12);
    return upward >= 6 ? upward - 12 : upward;
  }

  private static double correlation(double[] weights, double[] profile, int tonic) {
    double meanWeight = mean(weights);
    double meanProfile = mean(profile);
    double product = 0;
    double weightSquares = 0;
    double profileSquares = 0;
    for (int i = 0; i < 12; i++) {
      double w = weights[(tonic + i) % 12] - meanWeight;
      double p = profile[i] - meanProfile;
      product += w * p;
      weightSquares += w * w;
      profileSquares += p * p;
    }
    return weightSquares == 0 ? 0 : product / Math.sqrt(weightSquares * profileSquares);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
