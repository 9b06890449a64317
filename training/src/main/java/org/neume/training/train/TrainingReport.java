package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.report.Curve;
import org.neume.training.report.LineChart;

/** Writes what a run did: {@code training-report.md} with two SVG charts beside it. */
final class TrainingReport {
  private final BeatTrainingOptions options;
  private final PieceSource source;
  private final TrainedNetwork trained;
  private final String start;

  TrainingReport(
      BeatTrainingOptions options, PieceSource source, TrainedNetwork trained, String start) {
    this.options = options;
    this.source = source;
    this.trained = trained;
    this.start = start;
  }

  /** Writes the report into {@code folder}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("training-loss.svg"), lossChart().toSvg());
    Files.writeString(folder.resolve("training-quality.svg"), qualityChart().toSvg());
    Files.writeString(folder.resolve("training-report.md"), text());
  }

  private LineChart lossChart() {
    return new LineChart(
        options.network().name() + ": loss",
        List.of(
            curve("training", EpochRecord::trainingLoss),
            curve("validation, beats", e -> e.validation().loss())));
  }

  private LineChart qualityChart() {
    return new LineChart(
        options.network().name() + ": F-measure on validation pieces",
        List.of(
            curve("beats, rendered", e -> e.validation().renderedBeat()),
            curve("downbeats, rendered", e -> e.validation().renderedDownbeat()),
            curve("beats, recordings", e -> e.validation().realBeat()),
            curve("downbeats, recordings", e -> e.validation().realDownbeat())));
  }

  private Curve curve(String name, ToDoubleFunction<EpochRecord> value) {
    return new Curve(name, trained.epochs().stream().map(value::applyAsDouble).toList());
  }

  private String text() {
    BeatNetworkConfig network = options.network();
    WeightLayout layout = WeightLayout.of(network);
    EpochRecord best = trained.best();
    double seconds = trained.epochs().stream().mapToDouble(EpochRecord::seconds).sum();
    double heard =
        options.batchSize()
            * (double) options.segmentFrames()
            * options.stepsPerEpoch()
            * trained.epochs().size()
            / 360_000;
    List<String> lines = new ArrayList<>();
    lines.add("# Training report: " + network.name());
    lines.add("");
    lines.add("Data: " + source.description());
    lines.add("");
    lines.add("| part | pieces | hours | of these recordings | hours | beats |");
    lines.add("|---|---|---|---|---|---|");
    lines.add(row("training", DataSummary.of(source.training())));
    lines.add(row("validation", DataSummary.of(source.validation())));
    lines.add("");
    lines.add(
        format(
            "Network: %,d parameters while training, %,d exported; receptive field %.1f s (%,d"
                + " frames).",
            layout.size(),
            layout.exportedSize(),
            network.receptiveField() / 100.0,
            network.receptiveField()));
    lines.add("");
    lines.add(
        format(
            "Run: %d epochs of %d steps with %d segments of %.1f s (%.0f hours heard, every segment"
                + " varied anew); %.1f minutes of wall-clock time.",
            trained.epochs().size(),
            options.stepsPerEpoch(),
            options.batchSize(),
            options.segmentFrames() / 100.0,
            heard,
            seconds / 60));
    lines.add("");
    lines.add("Options: `" + options.summary() + "`");
    lines.add("");
    lines.add("First weights: " + start + ".");
    lines.add("");
    lines.add(
        format("Kept: the averaged weights after epoch %d (step %,d).", best.epoch(), best.step()));
    lines.add("");
    lines.add("| validation pieces | beat F | downbeat F |");
    lines.add("|---|---|---|");
    ValidationResult v = best.validation();
    lines.add("| rendered (synthetic) | " + cells(v.renderedBeat(), v.renderedDownbeat()));
    lines.add("| recordings | " + cells(v.realBeat(), v.realDownbeat()));
    lines.add("");
    lines.add("![loss](training-loss.svg)");
    lines.add("");
    lines.add("![quality](training-quality.svg)");
    lines.add("");
    lines.add(
        "| epoch | training loss | validation loss | beat F | downbeat F | real beat F | real"
            + " downbeat F |");
    lines.add("|---|---|---|---|---|---|---|");
    for (EpochRecord epoch : trained.epochs()) {
      ValidationResult e = epoch.validation();
      lines.add(
          format("| %d | %.4f | %.4f | ", epoch.epoch(), epoch.trainingLoss(), e.loss())
              + cells(e.renderedBeat(), e.renderedDownbeat())
              + cells(e.realBeat(), e.realDownbeat()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(String name, DataSummary data) {
    return format(
        "| %s | %d | %.2f | %d | %.2f | %,d |",
        name, data.pieces(), data.hours(), data.realPieces(), data.realHours(), data.beats());
  }

  private static String cells(double first, double second) {
    return figure(first) + " | " + figure(second) + " |";
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "–" : format("%.3f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
