package org.neume.cli.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures in the order they were measured, as aligned text. Confined to one thread. */
public final class BenchReport {
  private final Map<String, String> lines = new LinkedHashMap<>();

  /** Adds a figure. */
  public void add(String what, String format, Object... values) {
    lines.put(what, String.format(Locale.ROOT, format, values));
  }

  /** Adds shares of a whole, largest first. */
  public void addShares(String what, Map<String, Double> parts) {
    double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    parts.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .filter(e -> e.getValue() >= 0.005 * sum)
        .forEach(
            e ->
                add(
                    what + " / " + e.getKey(),
                    "%.2f s, %.0f %%",
                    e.getValue(),
                    100 * e.getValue() / sum));
  }

  /** A line for each figure. */
  public String text() {
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (what, value) ->
            text.append(String.format(Locale.ROOT, "%-" + width + "s  %s%n", what, value)));
    return text.toString();
  }
}
