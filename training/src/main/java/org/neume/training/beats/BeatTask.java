package org.neume.training.beats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;

/** The training of a beat network. */
public final class BeatTask implements TrainingTask {
  private static final int FRAME_RATE = 100;

  /** Output frames of a window: 5, 20 and 60 s; the last is the grid of a recording. */
  private static final List<Integer> WINDOWS = List.of(500, 2000, 6000);

  private final BeatOptions options;
  private final BeatNetworkConfig config;
  private final PieceSource source;
  private final BeatPicker picker;

  /**
   * Prepares a training.
   *
   * @param source the data
   * @param picker decoder of the validation
   */
  public BeatTask(BeatOptions options, PieceSource source, BeatPicker picker) {
    this.options = options;
    this.config = options.network();
    this.source = source;
    this.picker = picker;
  }

  /** A quick decoder for validations: peaks above one third, at least 150 ms apart. */
  public static BeatPicker peakPicker() {
    return new PeakPicker(0.33, 7);
  }

  @Override
  public TrainableNetwork network() {
    return new BeatGraph(config, options.loss());
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
    parts.put("picker", picker.name());
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
    return new SegmentSampler(source.training(), options);
  }

  @Override
  public Validator validator() {
    return new BeatValidator(source.validation(), config, picker);
  }

  @Override
  public FiguresFormat figures() {
    return BeatFigures.FORMAT;
  }

  /** What the model's description says of a network. */
  public static ModelFacts facts(BeatNetworkConfig config) {
    boolean beatsAlone = config.heads() == OutputHeads.BEAT_CLASSES;
    return new ModelFacts(
        "Temporal convolutional network with %d residual blocks of %d channels for %s"
            .formatted(
                config.blocks(), config.channels(), beatsAlone ? "beats" : "beats and downbeats"),
        "log-bands-81",
        FRAME_RATE,
        config.contextFrames(),
        WINDOWS,
        beatsAlone ? List.of("beat") : List.of("beat", "downbeat"),
        "dbn");
  }

  @Override
  public ModelFacts model() {
    return facts(config);
  }

  @Override
  public ReportParts report() {
    return BeatReport.of(config, source);
  }
}
