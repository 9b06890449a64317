package org.neume.transcription.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neume.transcription.score.GridTime;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreNote;

/**
 * Positions of a score whose times a tempo map must meet: units to seconds, both strictly
 * increasing, none before the start of the recording or of the score.
 *
 * @param byUnits units from the start of the score to seconds, after {@code start}
 * @param start seconds of the score's start; 0 if it lies before the recording
 */
record Anchors(TreeMap<Integer, Double> byUnits, double start) {
  // Nearer ones are one: a tempo must not be infinite.
  private static final double NEAREST = 0.001;

  static Anchors of(Score score, Timing timing) {
    TreeMap<Integer, Double> onsets = timing == Timing.PLAYED ? onsets(score) : new TreeMap<>();
    TreeMap<Integer, Double> all = new TreeMap<>(onsets);
    for (GridTime beat : score.times()) {
      Map.Entry<Integer, Double> before = onsets.floorEntry(beat.units());
      Map.Entry<Integer, Double> after = onsets.ceilingEntry(beat.units());
      boolean fits =
          (before == null || before.getValue() + NEAREST <= beat.seconds())
              && (after == null || beat.seconds() + NEAREST <= after.getValue());
      if (beat.units() >= 0 && fits && beat.seconds() >= 0) {
        all.putIfAbsent(beat.units(), beat.seconds());
      }
    }
    double start = startOf(all, score);
    // The start itself is held by the lead in front of it.
    TreeMap<Integer, Double> behind = new TreeMap<>();
    double reached = start;
    if (start > 0) {
      behind.put(0, start);
    }
    for (Map.Entry<Integer, Double> anchor : all.tailMap(1, true).entrySet()) {
      if (anchor.getValue() >= reached + NEAREST) {
        behind.put(anchor.getKey(), anchor.getValue());
        reached = anchor.getValue();
      }
    }
    return new Anchors(behind, start);
  }

  private static double startOf(TreeMap<Integer, Double> anchors, Score score) {
    Double anchored = anchors.get(0);
    double start = anchored == null ? timeOfStart(score) : anchored;
    double next =
        anchors.tailMap(1, true).isEmpty()
            ? start
            : anchors.tailMap(1, true).firstEntry().getValue();
    start = Math.min(start, next);
    return start < NEAREST ? 0 : start;
  }

  private static double timeOfStart(Score score) {
    for (GridTime beat : score.times()) {
      if (beat.units() == 0) {
        return beat.seconds();
      }
    }
    throw new IllegalArgumentException("the grid of the score has no beat where the score starts");
  }

  private static TreeMap<Integer, Double> onsets(Score score) {
    TreeMap<Integer, List<Double>> byUnits = new TreeMap<>();
    for (ScoreNote note : score.notes()) {
      byUnits.computeIfAbsent(note.start(), units -> new ArrayList<>()).add(note.played().onset());
    }
    TreeMap<Integer, Double> means = new TreeMap<>();
    double reached = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Integer, List<Double>> entry : byUnits.entrySet()) {
      double mean =
          entry.getValue().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      if (mean >= reached + NEAREST) {
        means.put(entry.getKey(), mean);
        reached = mean;
      }
    }
    return means;
  }
}
