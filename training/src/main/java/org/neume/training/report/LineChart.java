package org.neume.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Curves over epochs as a self-contained SVG, readable on light and dark pages.
 *
 * @param title shown above the chart
 * @param first number of the first epoch
 * @param curves what is drawn; curves without a value are left out
 */
public record LineChart(String title, int first, List<Curve> curves) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int PLOT_WIDTH = 480;
  private static final int PLOT_HEIGHT = 230;
  private static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  /** Protects the list. */
  public LineChart {
    curves = curves.stream().filter(Curve::isDrawable).toList();
  }

  /** The SVG document. */
  public String toSvg() {
    double low = curves.stream().flatMapToDouble(LineChart::finite).min().orElse(0);
    double high = curves.stream().flatMapToDouble(LineChart::finite).max().orElse(1);
    if (high - low < 1e-9) {
      high = low + 1;
    }
    int epochs = curves.stream().mapToInt(c -> c.values().size()).max().orElse(1);
    StringBuilder svg = new StringBuilder(4096);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                + "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>%n",
            WIDTH,
            HEIGHT,
            LEFT,
            escape(title)));
    grid(svg, low, high, epochs);
    for (int i = 0; i < curves.size(); i++) {
      String color = COLORS.get(i % COLORS.size());
      line(svg, curves.get(i), color, low, high, epochs);
      int y = TOP + 14 + 18 * i;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
              LEFT + PLOT_WIDTH + 12,
              y,
              color,
              escape(curves.get(i).name())));
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg, double low, double high, int epochs) {
    int lines = 4;
    for (int i = 0; i <= lines; i++) {
      double value = low + (high - low) * i / lines;
      double y = TOP + PLOT_HEIGHT * (1 - (double) i / lines);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#cccccc\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>%n",
              LEFT,
              LEFT + PLOT_WIDTH,
              y,
              y,
              LEFT - 6,
              y + 4,
              value));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\">%d</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">epoch"
                + " %d</text>%n",
            LEFT,
            TOP + PLOT_HEIGHT + 18,
            first,
            LEFT + PLOT_WIDTH,
            TOP + PLOT_HEIGHT + 18,
            first + epochs - 1));
  }

  private static void line(
      StringBuilder svg, Curve curve, String color, double low, double high, int epochs) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < curve.values().size(); i++) {
      double value = curve.values().get(i);
      if (Double.isFinite(value)) {
        double x = LEFT + (epochs == 1 ? 0 : PLOT_WIDTH * (double) i / (epochs - 1));
        double y = TOP + PLOT_HEIGHT * (1 - (value - low) / (high - low));
        points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
            color,
            String.join(" ", points)));
  }

  private static DoubleStream finite(Curve curve) {
    return curve.values().stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
