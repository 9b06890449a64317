package org.neume.training.multipitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neume.training.train.FigureCells;

/**
 * What more training brings: average precision of each learned network on the pieces that test, with each
 * budget, a run of its own. Immutable.
 *
 * @param rows of the family, fixed ones too
 * @param budgets million million multiply-adds
 */
record LearningCurves(List<FamilyTable.Row> rows, List<Double> budgets) {

  LearningCurves {
    rows = List.copyOf(rows);
    budgets = List.copyOf(budgets);
  }

  /** The curves in Markdown, the steps of each run in brackets; the best fixed of the window beside. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("| average precision with a budget of | window |");
    StringBuilder rule = new StringBuilder("|---|---|");
    for (double budget : budgets) {
      head.append(" %s |".formatted(budget));
      rule.append("---|");
    }
    lines.add(head.append(" best fixed of the window |").toString());
    lines.add(rule.append("---|").toString());
    for (FamilyTable.Row row : rows) {
      if (row.kind() == FamilyTable.Kind.LEARNED) {
        lines.add(line(row));
      }
    }
    return lines;
  }

  private String line(FamilyTable.Row row) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "| %s | %,d |", row.title(), row.window()));
    for (FamilyTable.Point point : row.curve()) {
      line.append(
          String.format(
              Locale.ROOT,
              " %s (%,d) |",
              FigureCells.percent(point.figures().of(FamilyTable.AVERAGE)),
              point.steps()));
    }
    double fixed =
        rows.stream()
            .filter(other -> other.kind() == FamilyTable.Kind.FIXED)
            .filter(other -> isNear(other.window(), row.window()))
            .mapToDouble(FamilyTable.Row::average)
            .max()
            .orElse(Double.NaN);
    return line.append(" %s |".formatted(FigureCells.percent(fixed))).toString();
  }

  /** Whether windows are the same, but for the few samples that filters are moved for pooling. */
  private static boolean isNear(int fixed, int learned) {
    return Math.abs(fixed - learned) < fixed / 10;
  }
}
