package org.neume.training.pitch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.train.Figures;
import org.neume.training.train.NamedFigures;

/** The figures of a validation of single notes, for each kind of notes that validates. */
final class PitchFigures {
  static final String RENDERED = "other soundfonts";
  static final String RECORDED = "other recorded instruments";
  static final String NSYNTH = "NSynth held out";

  static final String PITCH = "pitch";
  static final String OCTAVES = "octave errors";
  static final String THREE = "pitch among three";
  static final String FAMILY = "family";
  static final String VELOCITY = "velocity";

  /** How they lie in a checkpoint. */
  static final NamedFigures FORMAT = new NamedFigures(PitchFigures::score);

  private PitchFigures() {}

  /** The name of a figure. */
  static String name(String notes, String figure) {
    return notes + ": " + figure;
  }

  static Figures of(Map<String, Double> values) {
    return new Figures(new LinkedHashMap<>(values), score(values));
  }

  /** The mean share of right pitches. */
  private static double score(Map<String, Double> values) {
    return values.entrySet().stream()
        .filter(value -> value.getKey().endsWith(": " + PITCH))
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElse(0);
  }
}
