package org.neume.training.tempo;

import java.util.Map;
import org.neume.training.train.Figures;
import org.neume.training.train.NamedFigures;

/** The figures of a validation of a tempo network, over pieces of a steady tempo. */
public final class TempoFigures {
  /** Share of the recordings with a tempo within 2 BPM. */
  public static final String REAL = "recordings within 2 BPM";

  /** Share of the recordings with a tempo within 2 BPM, or within 2 BPM times the factor of a multiple. */
  public static final String REAL_OCTAVES = "recordings, octaves allowed";

  /** Share of the renderings with a tempo within 2 BPM. */
  public static final String RENDERED = "rendered within 2 BPM";

  /** Share of the renderings with a tempo within 2 BPM, or a multiple. */
  public static final String RENDERED_OCTAVES = "rendered, octaves allowed";

  /** Share of the pieces that have the same tempo, to 0.5 BPM, 30 dB softer. */
  public static final String LEVEL = "same tempo 30 dB softer";

  /** How they lie in a checkpoint. */
  static final NamedFigures FORMAT = new NamedFigures(TempoFigures::score);

  private TempoFigures() {}

  /** Figures by name. */
  static Figures of(Map<String, Double> values) {
    return new Figures(values, score(values));
  }

  /** Right tempi count most; right multiples keep many epochs of few pieces apart. */
  private static double score(Map<String, Double> values) {
    double sum = 0;
    int count = 0;
    for (Map.Entry<String, Double> value : values.entrySet()) {
      if (!value.getKey().equals(Figures.LOSS) && !value.getKey().equals(LEVEL)) {
        sum += value.getValue();
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
