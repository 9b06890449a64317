package org.neume.cli.bench;

import java.util.List;
import java.util.Locale;

/** Settings of batches and what they gave, as a table. */
final class BatchTable {
  private static final String ROW = "%-8s %9s %9s %10s %11s %11s %13s%n";

  private BatchTable() {}

  /** The table, in the order of the cells. */
  static String of(List<BatchCell> cells) {
    StringBuilder text = new StringBuilder();
    text.append(
        ROW.formatted(
            "load",
            "max size",
            "max delay",
            "windows/s",
            "mean batch",
            "queue wait",
            "machine's CPU"));
    for (BatchCell cell : cells) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              cell.setting().load(),
              cell.setting().size(),
              cell.setting().delayMillis() + " ms",
              number("%.1f", cell.windowsPerSecond()),
              number("%.1f", cell.meanBatch()),
              number("%.0f ms", cell.waitMillis()),
              number("%.0f %%", 100 * cell.cpu().machine())));
    }
    return text.toString();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, format, value);
  }
}
