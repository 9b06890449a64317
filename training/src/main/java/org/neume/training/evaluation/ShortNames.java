package org.neume.training.evaluation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The abbreviations of figures that papers use in their tables. */
final class ShortNames {
  static final String REFERENCE_NOTES = "Reference notes";
  static final String ESTIMATED_NOTES = "Estimated notes";

  private static final Set<String> COUNTS =
      Set.of(
          REFERENCE_NOTES, ESTIMATED_NOTES, VelocityScores.MATCHED, VelocityScores.MATCHED_WHOLE);

  private static final Set<String> MEASURES =
      Set.of(TempoEvaluationRun.TRUE_TEMPO, TempoEvaluationRun.FOUND_TEMPO, PitchComparison.CENTS);

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
          Map.entry("Accuracy 2", "Acc2"),
          Map.entry("F-measure_no_offset", "OnsetF"),
          Map.entry("Precision_no_offset", "OnsetP"),
          Map.entry("Recall_no_offset", "OnsetR"),
          Map.entry("Velocity F-measure_no_offset", "+VelF"),
          Map.entry("Velocity F-measure", "+Off+VelF"),
          Map.entry(VelocityScores.MATCHED, "Matched"),
          Map.entry(VelocityScores.MATCHED_WHOLE, "+OffMatched"),
          Map.entry("Frame F-measure", "FrameF"),
          Map.entry(REFERENCE_NOTES, "Notes"),
          Map.entry(ESTIMATED_NOTES, "Found"));

  private ShortNames() {}

  /**
   * The abbreviation.
   *
   * @param figures all figures beside it: beside that of onsets, the F-measure is that with offsets
   */
  static String of(String figure, Collection<String> figures) {
    return figure.equals("F-measure") && figures.contains(TranscriptionFigures.ONSET)
        ? "+OffF"
        : NAMES.getOrDefault(figure, figure);
  }

  /** Whether a figure counts something, rather than being a share of 1. */
  static boolean isCount(String figure) {
    return COUNTS.contains(figure);
  }

  /** Whether a figure lies between 0 and 1, as most do. */
  static boolean isShare(String figure) {
    return !COUNTS.contains(figure) && !MEASURES.contains(figure);
  }
}
