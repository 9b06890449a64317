package org.neume.training.report;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name shown in the legend
 * @param values one per epoch; not-a-number leaves a gap
 */
public record Curve(String name, List<Double> values) {

  /** Protects the values. */
  public Curve {
    values = List.copyOf(values);
  }

  /** Whether there is anything to draw. */
  boolean isDrawable() {
    return values.stream().anyMatch(Double::isFinite);
  }
}
