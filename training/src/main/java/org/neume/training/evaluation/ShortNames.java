package org.neume.training.evaluation;

import java.util.Map;

/** The abbreviations of figures that papers use in their tables. */
final class ShortNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("F-measure", "F"),
          Map.entry("Cemgil Best Metric Level", "CemgilBest"),
          Map.entry("P-score", "P"),
          Map.entry("Correct Metric Level Continuous", "CMLc"),
          Map.entry("Correct Metric Level Total", "CMLt"),
          Map.entry("Any Metric Level Continuous", "AMLc"),
          Map.entry("Any Metric Level Total", "AMLt"),
          Map.entry("Information gain", "InfGain"),
          Map.entry("Downbeat F-measure", "DownF"),
          Map.entry("Tempo P-score", "TempoP"),
          Map.entry("Tempo One-correct", "TempoOne"),
          Map.entry("Tempo Both-correct", "TempoBoth"),
          Map.entry("Tempo Accuracy 1", "Acc1"),
          Map.entry("Tempo Accuracy 2", "Acc2"),
          Map.entry("Accuracy 1", "Acc1"),
          Map.entry("Accuracy 2", "Acc2"));

  private ShortNames() {}

  static String of(String figure) {
    return NAMES.getOrDefault(figure, figure);
  }
}
