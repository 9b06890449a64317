package org.neume.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in aligned columns, numbers to the right. Confined to one thread. */
final class Columns {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();

  /** A table with a line of titles. */
  Columns(String... titles) {
    rows.add(List.of(titles));
    for (int i = 0; i < titles.length; i++) {
      numbers.add(false);
    }
  }

  /** Adds a row, as many cells as there are titles. */
  void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      row.add(String.valueOf(cells[i]));
      if (cells[i] instanceof Number) {
        numbers.set(i, true);
      }
    }
    rows.add(row);
  }

  /** Whether there is none but the titles. */
  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines; no line ends in blanks. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String blanks = " ".repeat(width(i) - length(row.get(i)));
        line.append(i == 0 ? "" : GAP)
            .append(numbers.get(i) ? blanks + row.get(i) : row.get(i) + blanks);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
