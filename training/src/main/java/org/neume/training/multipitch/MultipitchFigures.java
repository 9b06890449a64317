package org.neume.training.multipitch;

import java.util.Map;
import org.neume.training.train.Figures;
import org.neume.training.train.NamedFigures;

/** The figures of a network of the multipitch family, over all pitches of all frames. */
public final class MultipitchFigures {
  /** Average precision on the pieces that validate, which decides. */
  public static final String AVERAGE = "average precision";

  /** The threshold with the largest F-measure on the pieces that validate. */
  public static final String THRESHOLD = "threshold";

  /** What figures on other pieces begin with. */
  public static final String TEST = "unseen pieces: ";

  /** What figures on other pieces with other instruments begin with. */
  public static final String UNSEEN = "unseen instruments: ";

  /** How they lie in a checkpoint. */
  static final NamedFigures FORMAT = new NamedFigures(MultipitchFigures::score);

  private MultipitchFigures() {}

  /** Figures by name. */
  static Figures of(Map<String, Double> values) {
    return new Figures(values, score(values));
  }

  private static double score(Map<String, Double> values) {
    return values.getOrDefault(AVERAGE, 0.0);
  }
}
