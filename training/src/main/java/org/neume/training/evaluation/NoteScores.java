package org.neume.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Figures for notes, all from 0 to 1.
 *
 * @param whole onset, pitch and offset
 * @param withoutOffset onset and pitch
 * @param onsets onsets alone
 * @param offsets offsets alone
 * @param overlap mean, over the notes matched by {@code whole}, of the time that both sound over the time that either does
 * @param overlapWithoutOffset the same over the notes matched by {@code withoutOffset}
 */
public record NoteScores(
    EventScores whole,
    EventScores withoutOffset,
    EventScores onsets,
    EventScores offsets,
    double overlap,
    double overlapWithoutOffset) {

  /** Scores a transcription. Either side empty scores 0. */
  public static NoteScores score(List<NoteEvent> references, List<NoteEvent> estimates) {
    int[] whole = NoteMatching.match(references, estimates, NoteMatching::whole);
    int[] withoutOffset = NoteMatching.match(references, estimates, NoteMatching::onsetAndPitch);
    return new NoteScores(
        scores(whole, references, estimates),
        scores(withoutOffset, references, estimates),
        scores(references, estimates, NoteMatching::onset),
        scores(references, estimates, NoteMatching::offset),
        overlap(whole, references, estimates),
        overlap(withoutOffset, references, estimates));
  }

  /** By mir_eval's names. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    put(map, whole, "", "");
    map.put("Average_Overlap_Ratio", overlap);
    put(map, withoutOffset, "", "_no_offset");
    map.put("Average_Overlap_Ratio_no_offset", overlapWithoutOffset);
    put(map, onsets, "Onset_", "");
    put(map, offsets, "Offset_", "");
    return map;
  }

  static void put(Map<String, Double> map, EventScores scores, String before, String behind) {
    map.put(before + "Precision" + behind, scores.precision());
    map.put(before + "Recall" + behind, scores.recall());
    map.put(before + "F-measure" + behind, scores.fMeasure());
  }

  /** Precision, recall and F-measure of a matching. */
  static EventScores scores(int[] matching, List<NoteEvent> references, List<NoteEvent> estimates) {
    if (references.isEmpty() || estimates.isEmpty()) {
      return new EventScores(0, 0, 0);
    }
    double pairs = BipartiteMatching.size(matching);
    double precision = pairs / estimates.size();
    double recall = pairs / references.size();
    return new EventScores(precision, recall, Statistics.fMeasure(precision, recall));
  }

  /** Mean share of common sounding time of matched notes; 0 without any. */
  static double overlap(int[] matching, List<NoteEvent> references, List<NoteEvent> estimates) {
    double sum = 0;
    int pairs = 0;
    for (int r = 0; r < matching.length; r++) {
      if (matching[r] >= 0) {
        NoteEvent a = references.get(r);
        NoteEvent b = estimates.get(matching[r]);
        double both = Math.min(a.offset(), b.offset()) - Math.max(a.onset(), b.onset());
        double either = Math.max(a.offset(), b.offset()) - Math.min(a.onset(), b.onset());
        sum += both / either;
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }

  private static EventScores scores(
      List<NoteEvent> references,
      List<NoteEvent> estimates,
      BiPredicate<NoteEvent, NoteEvent> criterion) {
    return scores(NoteMatching.match(references, estimates, criterion), references, estimates);
  }
}
