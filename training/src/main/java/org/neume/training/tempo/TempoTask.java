package org.neume.training.tempo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neume.training.beats.PieceHash;
import org.neume.training.beats.PieceSource;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.evaluation.SteadyTempo;
import org.neume.training.network.TempoNetwork;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;

/** The training of a tempo network. */
public final class TempoTask implements TrainingTask {
  private static final double FRAME_RATE = 110.25;

  /** Output frames of a window: 4 s, and 20 s, which is the grid of a recording. */
  private static final List<Integer> WINDOWS = List.of(441, 2205);

  private final TempoOptions options;
  private final PieceSource source;

  /**
   * Prepares a training.
   *
   * @param source the data, as raw audio
   */
  public TempoTask(TempoOptions options, PieceSource source) {
    this.options = options;
    this.source = source;
  }

  @Override
  public TrainableNetwork network() {
    return new TempoGraph(options.network());
  }

  @Override
  public RunOptions options() {
    return options.run();
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.identity());
    parts.put("training data", PieceHash.of(source.training()));
    parts.put("validation data (fold)", PieceHash.of(source.validation()));
    return parts;
  }

  @Override
  public String pieces() {
    return "%d training and %d validation pieces"
        .formatted(source.training().size(), source.validation().size());
  }

  @Override
  public String data() {
    return source.description();
  }

  @Override
  public BatchSource batches() {
    return new TempoSampler(source.training(), options);
  }

  @Override
  public Validator validator() {
    return new TempoValidator(source.validation(), options.network(), options.rule());
  }

  @Override
  public FiguresFormat figures() {
    return TempoFigures.FORMAT;
  }

  /** What the model's description says of a network. */
  public static ModelFacts facts(TempoNetwork config) {
    return new ModelFacts(
        config.description(),
        "raw-11025",
        FRAME_RATE,
        config.contextFrames(),
        WINDOWS,
        config.outputs(),
        "tempo");
  }

  @Override
  public ModelFacts model() {
    return facts(options.network());
  }

  @Override
  public ReportParts report() {
    Map<String, String> curves = new LinkedHashMap<>();
    curves.put("recordings", TempoFigures.REAL);
    curves.put("recordings, octaves", TempoFigures.REAL_OCTAVES);
    curves.put("rendered", TempoFigures.RENDERED);
    curves.put("rendered, octaves", TempoFigures.RENDERED_OCTAVES);
    return new ReportParts(
        List.of(
            "| part | pieces | hours | of these recordings | of a steady tempo |",
            "|---|---|---|---|---|",
            row("training", source.training()),
            row("validation", source.validation())),
        String.format(
            Locale.ROOT,
            "%,d parameters; %d activations a second.",
            options.network().layout().size(),
            (int) (FRAME_RATE * options.network().places())),
        List.of(new Chart("tempo", "share of pieces with the right tempo", curves)),
        TempoTask::tables);
  }

  private static String row(String name, List<TrainingPiece> pieces) {
    double hours =
        pieces.stream().mapToDouble(piece -> piece.frames() / piece.frameRate()).sum() / 3600;
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %d | %d |",
        name,
        pieces.size(),
        hours,
        pieces.stream().filter(TrainingPiece::real).count(),
        pieces.stream().filter(p -> SteadyTempo.of(p.beatTimes()).isPresent()).count());
  }

  private static List<String> tables(Figures kept) {
    return List.of(
        "| validation pieces of a steady tempo | within 2 BPM | octaves allowed |",
        "|---|---|---|",
        "| recordings | %s | %s |"
            .formatted(
                FigureCells.percent(kept.of(TempoFigures.REAL)),
                FigureCells.percent(kept.of(TempoFigures.REAL_OCTAVES))),
        "| rendered (synthetic) | %s | %s |"
            .formatted(
                FigureCells.percent(kept.of(TempoFigures.RENDERED)),
                FigureCells.percent(kept.of(TempoFigures.RENDERED_OCTAVES))),
        "",
        "The same tempo 30 dB softer: %s of all."
            .formatted(FigureCells.percent(kept.of(TempoFigures.LEVEL))));
  }
}
