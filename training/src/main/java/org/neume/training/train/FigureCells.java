package org.neume.training.train;

import java.util.Locale;

/** How figures stand in the tables of a report. */
public final class FigureCells {
  private FigureCells() {}

  /** Three decimals, or a dash where there is no figure. */
  public static String figure(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A share in percent with two decimals, or a dash where there is none. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
