package org.neume.training.evaluation;

/**
 * How far the histogram of beat errors is from flat: 1 when all errors fall into one of 41 bins, 0 when they spread evenly
 * (Davies, Degara and Plumbley 2011). The less telling direction counts, of estimates against references and the reverse.
 */
final class InformationGain {
  private static final int BINS = 41;

  private InformationGain() {}

  static double of(double[] references, double[] estimates) {
    if (references.length < 2 || estimates.length < 2) {
      return 0;
    }
    double flat = Math.log(BINS) / Math.log(2);
    double entropy = Math.max(entropy(references, estimates), entropy(estimates, references));
    return (flat - entropy) / flat;
  }

  private static double entropy(double[] references, double[] estimates) {
    int[] histogram = new int[BINS];
    int counted = 0;
    for (double estimate : estimates) {
      double error = error(references, estimate);
      if (Double.isFinite(error)) {
        histogram[bin(error)]++;
        counted++;
      }
    }
    double entropy = 0;
    for (int count : histogram) {
      if (count > 0) {
        double share = (double) count / counted;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy;
  }

  /** The offset from the nearest reference in intervals, wrapped to above -1/2 and up to 1/2. */
  private static double error(double[] references, double estimate) {
    int last = references.length - 1;
    int nearest = Nearest.index(references, estimate);
    double offset = estimate - references[nearest];
    double interval;
    if (nearest == last) {
      interval = references[last] - references[last - 1];
    } else if (offset >= 0) {
      interval = references[nearest + 1] - references[nearest];
    } else if (nearest > 0) {
      interval = references[nearest] - references[nearest - 1];
    } else {
      // Before the first reference beat mir_eval measures by the whole length, backwards; figures
      // that are to compare
      // with those in print must do the same.
      interval = references[0] - references[last];
    }
    double shifted = offset / interval + 0.5;
    double wrapped = shifted % 1;
    return (wrapped > 0 ? wrapped - 1 : wrapped) + 0.5;
  }

  private static int bin(double error) {
    int bin = Math.min(BINS - 1, (int) Math.floor((error + 0.5) * BINS));
    // Rounding may have put a value on an edge into the bin beside.
    while (bin + 1 < BINS && error >= edge(bin + 1)) {
      bin++;
    }
    while (bin > 0 && error < edge(bin)) {
      bin--;
    }
    return bin;
  }

  private static double edge(int i) {
    return i * (1.0 / BINS) - 0.5;
  }
}
