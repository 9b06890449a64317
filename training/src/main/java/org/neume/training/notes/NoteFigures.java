package org.neume.training.notes;

import java.util.Map;
import org.neume.training.train.Figures;
import org.neume.training.train.NamedFigures;

/** The figures of a validation of a note network: means over the pieces of a kind. */
public final class NoteFigures {
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

  /** How they lie in a checkpoint. */
  static final NamedFigures FORMAT = new NamedFigures(NoteFigures::score);

  private NoteFigures() {}

  /** Figures by name. */
  public static Figures of(Map<String, Double> values) {
    return new Figures(values, score(values));
  }

  /** The name of a kind's figure. */
  public static String name(NotePiece.Kind kind, String figure) {
    return kind.text() + " " + figure;
  }

  /**
   * The figure that decides which weights are kept: the mean of those by onset, and of those by onset
   * and offset at half weight, over all kinds.
   */
  private static double score(Map<String, Double> values) {
    double sum = 0;
    double weight = 0;
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      double onset = values.getOrDefault(name(kind, ONSET), Double.NaN);
      double whole = values.getOrDefault(name(kind, WHOLE), Double.NaN);
      if (!Double.isNaN(onset)) {
        sum += onset + 0.5 * whole;
        weight += 1.5;
      }
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
