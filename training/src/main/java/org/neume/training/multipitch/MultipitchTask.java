package org.neume.training.multipitch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;

/** The training of a network of the multipitch family. */
public final class MultipitchTask implements TrainingTask {
  private static final double FRAME_RATE = 44_100.0 / MultipitchPiece.HOP;

  /** Output frames of a window: 1.5 s, and 6 s, which is the grid of a recording. */
  private static final List<Integer> WINDOWS = List.of(128, 512);

  private final MultipitchOptions options;
  private final MultipitchSplit split;
  private final String source;

  /**
   * Prepares a training.
   *
   * @param source where the pieces come from, in words
   */
  public MultipitchTask(MultipitchOptions options, MultipitchSplit split, String source) {
    this.options = options;
    this.split = split;
    this.source = source;
  }

  @Override
  public TrainableNetwork network() {
    return new MultipitchGraph(options.network());
  }

  @Override
  public RunOptions options() {
    return options.run();
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.identity());
    parts.put("training data", split.trainingContents());
    parts.put("validation data", split.validationContents());
    // Every epoch's figures are of these too.
    parts.put("data measured", split.contents());
    return parts;
  }

  @Override
  public String pieces() {
    return "%d training and %d validation pieces"
        .formatted(split.training().size(), split.validation().size());
  }

  @Override
  public String data() {
    return source + ": " + split.description();
  }

  @Override
  public BatchSource batches() {
    return new MultipitchSampler(split.training(), options);
  }

  @Override
  public Validator validator() {
    return new MultipitchValidator(split, options);
  }

  @Override
  public FiguresFormat figures() {
    return MultipitchFigures.FORMAT;
  }

  /** What the model's description says of a network. */
  public static ModelFacts facts(MultipitchNetwork network) {
    return new ModelFacts(
        "Which of 128 pitches sound in a frame, from " + network.representation(),
        network.representation(),
        FRAME_RATE,
        network.contextFrames(),
        WINDOWS,
        MultipitchNetwork.outputs(),
        "frames");
  }

  @Override
  public ModelFacts model() {
    return facts(options.network());
  }

  @Override
  public ReportParts report() {
    Map<String, String> curves = new LinkedHashMap<>();
    curves.put("validation", MultipitchFigures.AVERAGE);
    curves.put("unseen pieces", MultipitchFigures.TEST + "average precision");
    curves.put("unseen instruments", MultipitchFigures.UNSEEN + "average precision");
    return new ReportParts(
        List.of(split.description() + "."),
        String.format(
            Locale.ROOT,
            "%,d parameters; %.1f million multiply-adds a frame.",
            options.network().layout().size(),
            options.network().multiplyAddsPerFrame() / 1e6),
        List.of(new Chart("average-precision", "average precision", curves)),
        MultipitchTask::tables);
  }

  private static List<String> tables(Figures kept) {
    return List.of(
        "| rendered (synthetic) | precision | recall | average precision |",
        "|---|---|---|---|",
        row("pieces not trained on", MultipitchFigures.TEST, kept),
        row("and instruments not trained on", MultipitchFigures.UNSEEN, kept));
  }

  private static String row(String title, String name, Figures kept) {
    return "| %s | %s | %s | %s |"
        .formatted(
            title,
            FigureCells.percent(kept.of(name + "precision")),
            FigureCells.percent(kept.of(name + "recall")),
            FigureCells.percent(kept.of(name + "average precision")));
  }
}
