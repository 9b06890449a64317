package org.neume.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures for notes whose loudness must be right too: reference velocities are scaled to 0 to 1, estimates are fitted to them
 * by a line over all matched notes, and a matched note counts when it is then off by less than 0.1 (Hawthorne et al. 2018).
 *
 * @param whole onset, pitch, offset and velocity
 * @param withoutOffset onset, pitch and velocity
 * @param overlap mean overlap of the notes that count for {@code whole}
 * @param overlapWithoutOffset mean overlap of the notes that count for {@code withoutOffset}
 * @param matched notes matched by onset, pitch and offset, whose velocities were compared for {@code whole}
 * @param matchedWithoutOffset notes matched by onset and pitch, whose velocities were compared for {@code withoutOffset}
 */
public record VelocityScores(
    EventScores whole,
    EventScores withoutOffset,
    double overlap,
    double overlapWithoutOffset,
    int matched,
    int matchedWithoutOffset) {
  /** How many notes matched by onset and pitch had their velocities compared. */
  public static final String MATCHED = "Velocity onset matched notes";

  /** How many notes matched by onset, pitch and offset had their velocities compared. */
  public static final String MATCHED_WHOLE = "Velocity offset matched notes";

  private static final double TOLERANCE = 0.1;

  /** Scores a transcription. Either side empty scores 0. */
  public static VelocityScores score(List<NoteEvent> references, List<NoteEvent> estimates) {
    int[] matched = NoteMatching.match(references, estimates, NoteMatching::whole);
    int[] matchedWithoutOffset =
        NoteMatching.match(references, estimates, NoteMatching::onsetAndPitch);
    int[] whole = loudEnough(matched, references, estimates);
    int[] withoutOffset = loudEnough(matchedWithoutOffset, references, estimates);
    return new VelocityScores(
        NoteScores.scores(whole, references, estimates),
        NoteScores.scores(withoutOffset, references, estimates),
        NoteScores.overlap(whole, references, estimates),
        NoteScores.overlap(withoutOffset, references, estimates),
        BipartiteMatching.size(matched),
        BipartiteMatching.size(matchedWithoutOffset));
  }

  /** By mir_eval's names. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    NoteScores.put(map, whole, "", "");
    map.put("Average_Overlap_Ratio", overlap);
    NoteScores.put(map, withoutOffset, "", "_no_offset");
    map.put("Average_Overlap_Ratio_no_offset", overlapWithoutOffset);
    return map;
  }

  /** How many notes the figures are taken over, by the names that {@link ShortNames} knows. */
  Map<String, Double> counts() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put(MATCHED, (double) matchedWithoutOffset);
    map.put(MATCHED_WHOLE, (double) matched);
    return map;
  }

  private static int[] loudEnough(
      int[] matching, List<NoteEvent> references, List<NoteEvent> estimates) {
    double low = references.stream().mapToDouble(NoteEvent::velocity).min().orElse(0);
    double high = references.stream().mapToDouble(NoteEvent::velocity).max().orElse(0);
    double range = Math.max(1, high - low);
    double[] truth =
        references.stream().mapToDouble(note -> (note.velocity() - low) / range).toArray();
    Line line = Line.fit(matching, truth, estimates);
    int[] kept = matching.clone();
    for (int r = 0; r < kept.length; r++) {
      if (kept[r] >= 0
          && !(Math.abs(line.at(estimates.get(kept[r]).velocity()) - truth[r]) < TOLERANCE)) {
        kept[r] = -1;
      }
    }
    return kept;
  }

  /** Least squares; where every estimate is the same, the line of least norm through their mean, as lstsq gives. */
  private record Line(double slope, double intercept) {
    double at(double x) {
      return slope * x + intercept;
    }

    static Line fit(int[] matching, double[] truth, List<NoteEvent> estimates) {
      double n = BipartiteMatching.size(matching);
      double meanX = 0;
      double meanY = 0;
      for (int r = 0; r < matching.length; r++) {
        if (matching[r] >= 0) {
          meanX += estimates.get(matching[r]).velocity() / n;
          meanY += truth[r] / n;
        }
      }
      double xx = 0;
      double xy = 0;
      for (int r = 0; r < matching.length; r++) {
        if (matching[r] >= 0) {
          double x = estimates.get(matching[r]).velocity() - meanX;
          xx += x * x;
          xy += x * (truth[r] - meanY);
        }
      }
      if (xx <= 1e-12 * (1 + n * meanX * meanX)) {
        double scale = meanY / (meanX * meanX + 1);
        return new Line(scale * meanX, scale);
      }
      return new Line(xy / xx, meanY - xy / xx * meanX);
    }
  }
}
