package org.neume.training.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/** The ways in which a listener may count a piece differently without being wrong. */
final class MetricLevels {
  private MetricLevels() {}

  /** As annotated; on the off-beats; twice as fast; every other beat from the first; every other beat from the second. */
  static List<double[]> of(double[] beats) {
    int n = beats.length;
    double[] between =
        IntStream.range(0, Math.max(0, n - 1)).mapToDouble(i -> middle(beats, i)).toArray();
    double[] twice =
        IntStream.range(0, Math.max(0, 2 * n - 1))
            .mapToDouble(i -> i % 2 == 0 ? beats[i / 2] : between[i / 2])
            .toArray();
    return List.of(beats, between, twice, everyOther(beats, 0), everyOther(beats, 1));
  }

  private static double middle(double[] beats, int i) {
    return beats[i] + 0.5 * (beats[i + 1] - beats[i]);
  }

  private static double[] everyOther(double[] beats, int from) {
    return IntStream.range(0, (beats.length - from + 1) / 2)
        .mapToDouble(i -> beats[from + 2 * i])
        .toArray();
  }
}
