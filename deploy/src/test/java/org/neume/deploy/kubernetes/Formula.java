package org.neume.deploy.kubernetes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes the formulas of our scaled objects: {@code a > b ? c : d}, {@code a / b}, names and
 * numbers. Whatever else KEDA would understand is an error.
 */
final class Formula {
  private static final Pattern CHOICE = Pattern.compile("([a-z]+) > (\\d+) \\? (.+?) : (.+)");
  private static final Pattern QUOTIENT = Pattern.compile("([a-z]+) / (\\d+\\.\\d+)");

  private Formula() {}

  /** The value of a formula, with the figures of the triggers by their names. */
  static double value(String formula, Map<String, Double> figures) {
    Matcher choice = CHOICE.matcher(formula);
    if (choice.matches()) {
      boolean more = figure(choice.group(1), figures) > Double.parseDouble(choice.group(2));
      return value(more ? choice.group(3) : choice.group(4), figures);
    }
    Matcher quotient = QUOTIENT.matcher(formula);
    if (quotient.matches()) {
      return figure(quotient.group(1), figures) / Double.parseDouble(quotient.group(2));
    }
    // Decimals, so that all branches are of one type for KEDA.
    return formula.matches("\\d+\\.\\d+") ? Double.parseDouble(formula) : figure(formula, figures);
  }

  private static double figure(String name, Map<String, Double> figures) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("no trigger is called [%s]".formatted(name));
    }
    return figure;
  }
}
