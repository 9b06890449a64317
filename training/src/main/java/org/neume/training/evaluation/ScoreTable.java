package org.neume.training.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Figures as aligned text, three decimals. */
final class ScoreTable {
  private static final int LONGEST_NAME = 48;

  private ScoreTable() {}

  static String of(Scoreboard board) {
    List<String> figures = board.figures();
    int nameWidth =
        Math.max(
            "mean of 1000".length(),
            board.tracks().stream().mapToInt(t -> shorten(t.track()).length()).max().orElse(0));
    StringBuilder text = new StringBuilder();
    text.append(pad("", nameWidth));
    for (String figure : figures) {
      text.append("  ").append(right(ShortNames.of(figure, figures), width(figure, figures)));
    }
    text.append('\n');
    for (TrackScore track : board.tracks()) {
      row(text, pad(shorten(track.track()), nameWidth), track.figures(), figures);
    }
    if (!board.tracks().isEmpty()) {
      row(text, pad("mean of " + board.tracks().size(), nameWidth), board.means(), figures);
    }
    velocities(text, board);
    for (TrackFailure failure : board.failures()) {
      text.append("not scored: ")
          .append(failure.track())
          .append(": ")
          .append(failure.cause())
          .append('\n');
    }
    return text.toString();
  }

  /** Velocities are compared on matched notes alone: few of them, and the figures say little. */
  private static void velocities(StringBuilder text, Scoreboard board) {
    double[] matched = board.values(VelocityScores.MATCHED);
    if (matched.length > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "velocities: of %.0f matched notes (%.0f with offset) in %d of %d recordings\n",
              DoubleStream.of(matched).sum(),
              DoubleStream.of(board.values(VelocityScores.MATCHED_WHOLE)).sum(),
              matched.length,
              board.tracks().size()));
    }
  }

  private static void row(
      StringBuilder text, String name, Map<String, Double> values, List<String> figures) {
    text.append(name);
    for (String figure : figures) {
      Double value = values.get(figure);
      String format = ShortNames.isCount(figure) ? "%.0f" : "%.3f";
      String cell = value == null ? "-" : String.format(Locale.ROOT, format, value);
      text.append("  ").append(right(cell, width(figure, figures)));
    }
    text.append('\n');
  }

  private static int width(String figure, List<String> figures) {
    return Math.max(5, ShortNames.of(figure, figures).length());
  }

  /** Keeps the end, which tells tracks of one folder apart. */
  private static String shorten(String name) {
    return name.length() <= LONGEST_NAME
        ? name
        : "..." + name.substring(name.length() - LONGEST_NAME + 3);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
