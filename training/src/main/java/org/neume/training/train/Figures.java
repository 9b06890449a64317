package org.neume.training.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a validation found, by name, in the order of the report. Immutable.
 *
 * @param values figures; what no piece has is missing
 * @param score the figure that decides which weights are kept and when a run stops; higher is better
 */
public record Figures(Map<String, Double> values, double score) {
  /** A figure that is drawn beside the training loss and left out of the model's description. */
  public static final String LOSS = "validation loss";

  /** Keeps the order. */
  public Figures {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A figure; not a number where there is none. */
  public double of(String name) {
    return values.getOrDefault(name, Double.NaN);
  }
}
