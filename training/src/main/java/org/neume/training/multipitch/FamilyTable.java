package org.neume.training.multipitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;

/**
 * The family side by side, as the literature's table has it, and what of the literature's order holds.
 * Immutable.
 *
 * @param rows the members
 */
record FamilyTable(List<Row> rows) {
  /** The figure that members are compared by: on pieces that nobody trained on. */
  static final String AVERAGE = MultipitchFigures.TEST + "average precision";

  /** What a row is. */
  enum Kind {
    /** Linear regression on a spectrum. */
    FIXED,
    /** A network with filters of its own. */
    LEARNED
  }

  /**
   * A member.
   *
   * @param title as the literature calls it
   * @param window samples that it hears
   * @param parameters trained numbers
   * @param figures on pieces that nobody trained on, and with instruments that nobody trained on
   * @param literature the literature's own average precision, in percent
   * @param curve what smaller budgets come to, the last one besides; empty of what is solved
   */
  record Row(
      Kind kind,
      String title,
      int window,
      long parameters,
      Figures figures,
      String literature,
      List<Point> curve) {
    Row {
      curve = List.copyOf(curve);
    }

    double average() {
      return figures.of(AVERAGE);
    }
  }

  /**
   * A run of a learned network.
   *
   * @param budget million million multiply-adds of a forward pass
   * @param steps what it pays for
   * @param figures what it comes to
   */
  record Point(double budget, int steps, Figures figures) {}

  FamilyTable {
    rows = List.copyOf(rows);
  }

  /** The table in Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| representation | window | parameters | precision | recall | average precision | with unseen instruments | literature: paper / reproduction |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %s | %s | %s | %s | %s |",
              row.title(),
              row.window(),
              row.parameters(),
              FigureCells.percent(row.figures().of(MultipitchFigures.TEST + "precision")),
              FigureCells.percent(row.figures().of(MultipitchFigures.TEST + "recall")),
              FigureCells.percent(row.average()),
              FigureCells.percent(row.figures().of(MultipitchFigures.UNSEEN + "average precision")),
              row.literature()));
    }
    return lines;
  }

  /** What of the literature's order holds, a line for each claim that rows are there for. */
  List<String> order() {
    List<String> lines = new ArrayList<>();
    if (rows.stream().anyMatch(row -> row.kind() == Kind.FIXED)) {
      lines.add(logarithms());
    }
    for (int window : new int[] {2_048, 16_384}) {
      double fixed = best(row -> row.kind() == Kind.FIXED && row.window() == window);
      double learned = best(row -> row.kind() == Kind.LEARNED && row.window() == window);
      if (Double.isNaN(fixed) || Double.isNaN(learned)) {
        continue;
      }
      lines.add(
          "* Learned beats fixed at a window of %d: %s (%s against %s)."
              .formatted(
                  window,
                  answer(learned > fixed),
                  FigureCells.percent(learned),
                  FigureCells.percent(fixed)));
    }
    double shorter = best(row -> row.kind() == Kind.LEARNED && row.window() == 2_048);
    double longer = best(row -> row.kind() == Kind.LEARNED && row.window() == 16_384);
    if (Double.isNaN(shorter) || Double.isNaN(longer)) {
      return lines;
    }
    lines.add(
        "* Long windows beat short ones for learned filters: %s (%s at 16384 against %s at 2048)."
            .formatted(
                answer(longer > shorter),
                FigureCells.percent(longer),
                FigureCells.percent(shorter)));
    return lines;
  }

  private String logarithms() {
    int pairs = 0;
    int better = 0;
    for (Row row : rows) {
      double with = best(r -> r.title().equals("log-" + row.title()) && r.window() == row.window());
      if (row.kind() == Kind.FIXED && !Double.isNaN(with)) {
        pairs++;
        better += with > row.average() ? 1 : 0;
      }
    }
    return "* Logarithms beat the linear scale: in %d of %d pairs.".formatted(better, pairs);
  }

  private double best(Predicate<Row> among) {
    return rows.stream().filter(among).mapToDouble(Row::average).max().orElse(Double.NaN);
  }

  private static String answer(boolean holds) {
    return holds ? "yes" : "no";
  }
}
