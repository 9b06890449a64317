package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.report.Curve;
import org.neume.training.report.LineChart;

/** Writes what a note network's run did: {@code training-report.md} with SVG charts beside it. */
final class NoteReport {
  private final NoteTrainingOptions options;
  private final NoteSource source;
  private final TrainedNotes trained;

  NoteReport(NoteTrainingOptions options, NoteSource source, TrainedNotes trained) {
    this.options = options;
    this.source = source;
    this.trained = trained;
  }

  /** Writes the report into {@code folder}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = options.network().name();
    LineChart loss =
        new LineChart(
            name + ": loss",
            List.of(
                new Curve(
                    "training", trained.epochs().stream().map(NoteEpoch::trainingLoss).toList())));
    Files.writeString(folder.resolve("training-loss.svg"), loss.toSvg());
    chart(folder, "training-onsets.svg", "F-measure by onset and pitch", NoteFigures.ONSET);
    chart(folder, "training-notes.svg", "F-measure by onset, pitch and offset", NoteFigures.WHOLE);
    chart(folder, "training-frames.svg", "F-measure of frames", NoteFigures.FRAME);
    Files.writeString(folder.resolve("training-report.md"), text());
  }

  private void chart(Path folder, String file, String title, String figure) throws IOException {
    List<Curve> curves =
        Arrays.stream(NotePiece.Kind.values())
            .map(
                kind ->
                    new Curve(
                        kind.text(),
                        trained.epochs().stream().map(e -> e.figures().of(kind, figure)).toList()))
            .toList();
    LineChart chart = new LineChart(options.network().name() + ", validation: " + title, curves);
    Files.writeString(folder.resolve(file), chart.toSvg());
  }

  private String text() {
    NoteNetworkConfig network = options.network();
    NoteEpoch best = trained.best();
    List<String> lines = new ArrayList<>();
    lines.add("# Training report: " + network.name());
    lines.add("");
    lines.add("Data: " + source.description());
    lines.add("");
    lines.add("| pieces | training | hours | notes | validation | hours | notes |");
    lines.add("|---|---|---|---|---|---|---|");
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      lines.add(
          "| "
              + kind.text()
              + cells(source.training(), kind)
              + cells(source.validation(), kind)
              + " |");
    }
    lines.add("");
    lines.add(
        format(
            "Network: %,d weights, %.1f million multiply-adds a frame; sees %.2f s before and behind"
                + " a frame.",
            WeightLayout.of(network).size(),
            network.multiplyAddsPerFrame() / 1e6,
            network.contextFrames() / (double) NoteNetworkConfig.FRAME_RATE));
    lines.add("");
    lines.add(run());
    lines.add("");
    lines.add("Options: " + options.parts());
    lines.add("");
    lines.add(
        format("Kept: the averaged weights after epoch %d (step %,d).", best.epoch(), best.step()));
    lines.add("");
    lines.addAll(kinds(best.figures()));
    lines.add("");
    lines.add("| the first text's measures, at every moment at which notes begin | |");
    lines.add("|---|---|");
    for (String name : List.of(NoteFigures.OUTPUTS, NoteFigures.ALL_OFF, NoteFigures.ALL_RIGHT)) {
      lines.add("| " + name + " | " + percent(best.figures().values().get(name)) + " |");
    }
    lines.add("");
    for (String file : List.of("loss", "onsets", "notes", "frames")) {
      lines.add("![%s](training-%s.svg)".formatted(file, file));
      lines.add("");
    }
    lines.add("| epoch | training loss | score | " + header(best.figures()) + " |");
    lines.add("|---|---|---|" + "---|".repeat(best.figures().values().size()));
    for (NoteEpoch epoch : trained.epochs()) {
      lines.add(
          format(
                  "| %d | %.4f | %.4f |",
                  epoch.epoch(), epoch.trainingLoss(), epoch.figures().score())
              + row(epoch.figures()));
    }
    return String.join("\n", lines) + "\n";
  }

  private String run() {
    double seconds = trained.epochs().stream().mapToDouble(NoteEpoch::seconds).sum();
    double segment = options.segmentFrames() / (double) NoteNetworkConfig.FRAME_RATE;
    double heard =
        options.batchSize() * segment * options.stepsPerEpoch() * trained.epochs().size() / 3600;
    return format(
        "Run: %d epochs of %d steps with %d segments of %.1f s (%.0f hours heard); %.1f minutes of"
            + " wall-clock time.",
        trained.epochs().size(),
        options.stepsPerEpoch(),
        options.batchSize(),
        segment,
        heard,
        seconds / 60);
  }

  private static List<String> kinds(NoteFigures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("| validation pieces | onset F | onset+offset F | frame F |");
    lines.add("|---|---|---|---|");
    for (NotePiece.Kind kind : NotePiece.Kind.values()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  kind.text(),
                  figure(figures.of(kind, NoteFigures.ONSET)),
                  figure(figures.of(kind, NoteFigures.WHOLE)),
                  figure(figures.of(kind, NoteFigures.FRAME))));
    }
    return lines;
  }

  private static String cells(List<NotePiece> pieces, NotePiece.Kind kind) {
    List<NotePiece> own = pieces.stream().filter(piece -> piece.kind() == kind).toList();
    double frames = own.stream().mapToLong(NotePiece::frames).sum();
    long notes = own.stream().mapToLong(piece -> piece.notes().size()).sum();
    return format(
        " | %d | %.2f | %,d", own.size(), frames / NoteNetworkConfig.FRAME_RATE / 3600, notes);
  }

  private static String header(NoteFigures figures) {
    return String.join(" | ", figures.values().keySet());
  }

  private static String row(NoteFigures figures) {
    StringBuilder row = new StringBuilder();
    for (Map.Entry<String, Double> entry : figures.values().entrySet()) {
      row.append(' ').append(figure(entry.getValue())).append(" |");
    }
    return row.toString();
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "–" : format("%.3f", value);
  }

  private static String percent(@Nullable Double value) {
    return value == null ? "–" : format("%.2f %%", 100 * value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
