package org.neume.training.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a validation of a note network found, by name, in the order of the report. Immutable.
 *
 * @param values figures; what no piece has is missing
 */
public record NoteFigures(Map<String, Double> values) {
  /** Figure of a kind of pieces: F-measure of notes by onset and pitch. */
  public static final String ONSET = "onset F";

  /** Figure of a kind of pieces: F-measure of notes by onset, pitch and offset. */
  public static final String WHOLE = "onset+offset F";

  /** Figure of a kind of pieces: F-measure of the keys that sound in each frame. */
  public static final String FRAME = "frame F";

  /** Share of right outputs, of all 88 at every moment at which notes begin. */
  public static final String OUTPUTS = "88-output accuracy";

  /** The same share if nothing were ever found. */
  public static final String ALL_OFF = "88-output accuracy, all off";

  /** Share of those moments with all 88 outputs right. */
  public static final String ALL_RIGHT = "all-88-right share";

  /** Keeps the order. */
  public NoteFigures {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The name of a kind's figure. */
  public static String name(NotePiece.Kind kind, String figure) {
    return kind.text() + " " + figure;
  }

  /** A kind's figure; not a number where there is none. */
  public double of(NotePiece.Kind kind, String figure) {
    return values.getOrDefault(name(kind, figure), Double.NaN);
  }

  /**
   * The figure that decides which weights are kept: the mean of those by onset, and of those by onset
   * and offset at half weight, over all kinds.
   */
  public double score() {
    double sum = 0;
    double weight = 0;
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      double onset = of(kind, ONSET);
      double whole = of(kind, WHOLE);
      if (!Double.isNaN(onset)) {
        sum += onset + 0.5 * whole;
        weight += 1.5;
      }
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
