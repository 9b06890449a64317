package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.training.evaluation.PrecisionRecall;
import org.neume.training.train.Figures;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.Trained;
import org.neume.training.train.Training;

/**
 * Measures every member of the family on the same pieces: linear regressions solved on the same frames,
 * networks with learned filters trained with equal budgets of multiply-adds.
 */
public final class FamilyComparison {
  private static final double[] RIDGES = {3e-3, 3e-2};

  private final MultipitchSplit split;
  private final Settings settings;
  private final ProgressSink progress;
  private final int heard;

  /**
   * Prepares a comparison.
   *
   * @param settings of {@link #settings(Settings)}
   */
  public FamilyComparison(MultipitchSplit split, Settings settings, ProgressSink progress) {
    this.split = split;
    this.settings = settings;
    this.progress = progress;
    this.heard = (int) Math.ceil(settings.number("table-heard") * 44_100 / MultipitchPiece.HOP);
  }

  /** Adds to the settings of a run what a comparison has besides. */
  public static Settings settings(Settings run) {
    return run.adding("table-budget", 0.2)
        .adding("table-frames", 12_000)
        .adding("table-heard", 3.0);
  }

  /**
   * Measures.
   *
   * @return lines of Markdown: the table, and what of the literature's order holds
   * @throws IOException where a checkpoint cannot be written
   */
  public List<String> run() throws IOException {
    List<FamilyTable.Row> rows = new ArrayList<>();
    for (SpectrumConfig config : SpectrumConfig.FAMILY) {
      rows.add(linear(config));
      progress.line(lines(rows).get(rows.size() + 1));
    }
    for (FamilyMember member : FamilyMember.ALL) {
      rows.add(learned(member));
      progress.line(lines(rows).get(rows.size() + 1));
    }
    List<String> all = new ArrayList<>();
    all.add("Data: " + split.description() + ".");
    all.add("");
    all.add(
        "Budget: linear regressions are solved on %s frames; every other network gets %s million million multiply-adds (a forward pass) in one run."
            .formatted(settings.text("table-frames"), settings.text("table-budget")));
    all.add("");
    all.addAll(lines(rows));
    all.add("");
    all.addAll(new FamilyTable(rows).order());
    return all;
  }

  private static List<String> lines(List<FamilyTable.Row> rows) {
    return new FamilyTable(rows).lines();
  }

  private FamilyTable.Row linear(SpectrumConfig config) {
    PieceFeatures features = new PieceFeatures(config);
    LeastSquares squares =
        new LeastSquares(
            LabeledFrames.drawn(
                split.training(),
                features,
                settings.whole("table-frames"),
                settings.number("softest"),
                settings.number("loudest"),
                settings.wholeLong("seed")),
            settings.whole("threads"));
    LabeledFrames validation = standardized(squares, split.validation(), features);
    float[] best = new float[0];
    double score = -1;
    for (double ridge : RIDGES) {
      float[] weights = squares.solve(ridge);
      double average = curve(squares, validation, weights).average();
      if (average > score) {
        score = average;
        best = weights;
      }
    }
    float[] kept = best;
    Figures figures =
        MultipitchValidator.figures(
            split,
            pieces ->
                curve(
                    squares,
                    pieces.equals(split.validation())
                        ? validation
                        : standardized(squares, pieces, features),
                    kept));
    return row(
        FamilyTable.Kind.FIXED,
        config.kind().text(),
        config.window(),
        kept.length,
        figures,
        literature(config));
  }

  private LabeledFrames standardized(
      LeastSquares squares, List<MultipitchPiece> pieces, PieceFeatures features) {
    return squares.standardize(LabeledFrames.middles(pieces, features, heard));
  }

  private static PrecisionRecall curve(
      LeastSquares squares, LabeledFrames frames, float[] weights) {
    return new PrecisionRecall(squares.estimates(frames, weights), frames.labels());
  }

  private FamilyTable.Row learned(FamilyMember member) throws IOException {
    double budget = settings.number("table-budget") * 1e12;
    Path work = Path.of(settings.text("work")).resolve("table").resolve(member.folder());
    Settings own =
        settings.with(
            "work=" + work,
            "batch=" + member.items(),
            "frames=" + member.frames(),
            "rate=" + member.rate(),
            "epochs=1",
            "heard=" + settings.text("table-heard"),
            "steps=" + member.steps(budget),
            "warmup=" + Math.min(50, Math.max(1, member.steps(budget) / 10)));
    MultipitchTask task =
        new MultipitchTask(MultipitchOptions.of(member.network(), own), split, "the same pieces");
    Trained trained = new Training(task, member.start(), progress).run();
    return row(
        FamilyTable.Kind.LEARNED,
        member.title(),
        member.window(),
        member.network().layout().size(),
        trained.kept().figures(),
        member.literature());
  }

  private static FamilyTable.Row row(
      FamilyTable.Kind kind,
      String title,
      int window,
      long parameters,
      Figures figures,
      String literature) {
    return new FamilyTable.Row(
        kind,
        title,
        window,
        parameters,
        figures.of(MultipitchFigures.TEST + "precision"),
        figures.of(MultipitchFigures.TEST + "recall"),
        figures.of(MultipitchFigures.TEST + "average precision"),
        figures.of(MultipitchFigures.UNSEEN + "average precision"),
        literature);
  }

  /** The literature's average precision of a linear regression, where its table has one. */
  private static String literature(SpectrumConfig config) {
    return switch (config.name()) {
      case "log-spectrogram-1024" -> "39.8 / 37.7";
      case "spectrogram-2048" -> "32.9 / 42.2";
      case "mel-2048" -> "– / 37.5";
      case "mel-1024" -> "– / 34.2";
      case "log-mel-2048" -> "– / 46.2";
      case "log-spectrogram-2048" -> "48.8 / 42.4";
      case "log-relugram-2048" -> "49.3 / 47.5";
      case "log-spectrogram-8192" -> "52.1 / 55.6";
      case "log-spectrogram-16384" -> "45.5 / 48.3";
      default -> "";
    };
  }
}
