package org.neume.training.evaluation;

import java.util.List;
import java.util.Locale;

/**
 * Figures as a self-contained SVG: for each one a box from the lower to the upper quartile with a line at the median, a dot
 * for every track and a diamond at the mean, whose value stands above.
 */
final class ScoreChart {
  private static final int LEFT = 46;
  private static final int TOP = 56;
  private static final int HEIGHT = 260;
  private static final int COLUMN = 64;
  private static final int BOX = 26;
  private static final String INK = "#333333";
  private static final String FILL = "#9ecae1";
  private static final String MEAN = "#d55e00";

  private ScoreChart() {}

  static String of(Scoreboard board, String title) {
    List<String> figures = board.figures().stream().filter(ShortNames::isShare).toList();
    int width = LEFT + COLUMN * Math.max(4, figures.size()) + 16;
    StringBuilder svg = new StringBuilder(8192);
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">",
        width,
        TOP + HEIGHT + 40);
    line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    line(
        svg,
        "<text x=\"%d\" y=\"22\" font-size=\"15\" fill=\"%s\">%s</text>",
        LEFT,
        INK,
        escape(title));
    for (int i = 0; i <= 5; i++) {
      double value = i / 5.0;
      line(
          svg,
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>"
              + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">%.1f</text>",
          LEFT,
          width - 16,
          y(value),
          y(value),
          LEFT - 6,
          y(value) + 4,
          INK,
          value);
    }
    for (int i = 0; i < figures.size(); i++) {
      column(
          svg,
          ShortNames.of(figures.get(i), figures),
          board.values(figures.get(i)),
          LEFT + COLUMN * i + COLUMN / 2.0);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void column(StringBuilder svg, String name, double[] values, double x) {
    double low = Statistics.quantile(values, 0.25);
    double high = Statistics.quantile(values, 0.75);
    double median = Statistics.median(values);
    double mean = Statistics.mean(values);
    line(
        svg,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\" stroke=\"%s\"/>",
        x - BOX / 2.0,
        y(high),
        BOX,
        Math.max(1, y(low) - y(high)),
        FILL,
        INK);
    line(
        svg,
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
        x - BOX / 2.0,
        x + BOX / 2.0,
        y(median),
        y(median),
        INK);
    for (double value : values) {
      line(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\" fill-opacity=\"0.6\"/>",
          x,
          y(value),
          INK);
    }
    line(
        svg,
        "<path d=\"M%.1f %.1f l5 5 l-5 5 l-5 -5 z\" fill=\"%s\"/>"
            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%.3f</text>"
            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
        x,
        y(mean) - 5,
        MEAN,
        x,
        TOP - 12,
        MEAN,
        mean,
        x,
        TOP + HEIGHT + 20,
        INK,
        escape(name));
  }

  private static double y(double value) {
    return TOP + HEIGHT * (1 - value);
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
