package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.neume.training.report.Curve;
import org.neume.training.report.LineChart;

/** Writes what a run did: {@code training-report.md} with SVG charts beside it. */
final class TrainingReport {
  private final TrainingTask task;
  private final RunOptions options;
  private final Trained trained;
  private final String start;
  private final List<String> examined;
  private final TrainingTask.ReportParts parts;

  /**
   * Prepares a report.
   *
   * @param start what the run began with
   * @param examined lines on the network that is kept
   */
  TrainingReport(TrainingTask task, Trained trained, String start, List<String> examined) {
    this.task = task;
    this.options = task.options();
    this.trained = trained;
    this.start = start;
    this.examined = List.copyOf(examined);
    this.parts = task.report();
  }

  /** Writes the report into {@code folder}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, LineChart> charts = charts();
    for (Map.Entry<String, LineChart> chart : charts.entrySet()) {
      Files.writeString(folder.resolve(chart.getKey()), chart.getValue().toSvg());
    }
    List<String> lines = new ArrayList<>(head());
    lines.addAll(parts.tables().apply(trained.kept().figures()));
    if (!examined.isEmpty()) {
      lines.add("");
      lines.addAll(examined);
    }
    charts.forEach(
        (file, chart) -> {
          lines.add("");
          lines.add("![%s](%s)".formatted(chart.title(), file));
        });
    lines.add("");
    lines.addAll(epochs());
    Files.writeString(folder.resolve("training-report.md"), String.join("\n", lines) + "\n");
  }

  private Map<String, LineChart> charts() {
    String name = task.network().name();
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put(
        "training-loss.svg",
        chart(
            name + ": loss",
            List.of(
                curve("training", EpochRecord::trainingLoss),
                curve("validation", epoch -> epoch.figures().of(Figures.LOSS)))));
    for (TrainingTask.Chart chart : parts.charts()) {
      List<Curve> curves = new ArrayList<>();
      chart
          .curves()
          .forEach((curve, figure) -> curves.add(curve(curve, e -> e.figures().of(figure))));
      charts.put(
          "training-" + chart.file() + ".svg",
          chart(name + ", validation: " + chart.title(), curves));
    }
    return charts;
  }

  private LineChart chart(String title, List<Curve> curves) {
    return new LineChart(title, trained.epochs().get(0).epoch(), curves);
  }

  private Curve curve(String name, ToDoubleFunction<EpochRecord> value) {
    return new Curve(name, trained.epochs().stream().map(value::applyAsDouble).toList());
  }

  private List<String> head() {
    double seconds = trained.epochs().stream().mapToDouble(EpochRecord::seconds).sum();
    int done = trained.epochs().get(trained.epochs().size() - 1).epoch();
    double rate = task.model().frameRate();
    List<String> lines = new ArrayList<>();
    lines.add("# Training report: " + task.network().name());
    lines.add("");
    lines.add("Data: " + task.data());
    lines.add("");
    lines.addAll(parts.data());
    lines.add("");
    lines.add("Network: " + parts.network());
    lines.add("");
    lines.add(
        format(
            "Run: %d epochs of %d steps with %d segments of %.1f s (%.0f hours heard, every segment"
                + " varied anew); %.1f minutes of wall-clock time.",
            done,
            options.stepsPerEpoch(),
            options.batchSize(),
            options.segmentFrames() / rate,
            options.heardHours(done, rate),
            seconds / 60));
    lines.add("");
    lines.add("Options:");
    lines.add("");
    options.identity().forEach((name, value) -> lines.add("* " + name + ": `" + value + "`"));
    task.identity().forEach((name, value) -> lines.add("* " + name + ": `" + value + "`"));
    lines.add("");
    lines.add("First weights: " + start + ".");
    lines.add("");
    lines.add(kept());
    lines.add("");
    return lines;
  }

  private String kept() {
    EpochRecord kept = trained.kept();
    if (kept.epoch() == 0) {
      return "Kept: the first weights as they were given, for no epoch validated better.";
    }
    return format(
        "Kept: the averaged weights after epoch %d (step %,d), the %s.",
        kept.epoch(),
        kept.step(),
        options.keep() == Keep.BEST ? "best by the validation" : "last, as was asked for");
  }

  private List<String> epochs() {
    Set<String> names = new LinkedHashSet<>();
    trained.epochs().forEach(epoch -> names.addAll(epoch.figures().values().keySet()));
    List<String> lines = new ArrayList<>();
    lines.add("| epoch | training loss | score | " + String.join(" | ", names) + " |");
    lines.add("|---|---|---|" + "---|".repeat(names.size()));
    for (EpochRecord epoch : trained.epochs()) {
      lines.add(
          format(
              "| %d | %s | %.4f | %s |",
              epoch.epoch(),
              Double.isNaN(epoch.trainingLoss()) ? "–" : format("%.4f", epoch.trainingLoss()),
              epoch.score(),
              names.stream()
                  .map(name -> FigureCells.figure(epoch.figures().of(name)))
                  .collect(Collectors.joining(" | "))));
    }
    return lines;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
