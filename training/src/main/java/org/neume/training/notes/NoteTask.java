package org.neume.training.notes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;
import org.neume.transcription.notes.NoteActivations;

/** The training of a note network. */
public final class NoteTask implements TrainingTask {
  /**
   * Output frames of a window: 2, 5 and 10 s; the last is the grid of a recording. The context is short,
   * so that long windows would save little; a second of window takes some 20 MB while it is computed.
   */
  private static final List<Integer> WINDOWS = List.of(100, 250, 500);

  private final NoteOptions options;
  private final NoteNetworkConfig config;
  private final NoteSource source;

  /**
   * Prepares a training.
   *
   * @param source the data
   */
  public NoteTask(NoteOptions options, NoteSource source) {
    this.options = options;
    this.config = options.network();
    this.source = source;
  }

  @Override
  public TrainableNetwork network() {
    return new NoteGraph(config, options.loss());
  }

  @Override
  public RunOptions options() {
    return options.run();
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.identity());
    parts.put("training data", hash(source.training()));
    parts.put("validation data (fold)", hash(source.validation()));
    return parts;
  }

  private static String hash(List<NotePiece> pieces) {
    CRC32 crc = new CRC32();
    for (NotePiece piece : pieces) {
      String text =
          "%s %s %d %s\n".formatted(piece.id(), piece.kind(), piece.frames(), piece.notes());
      crc.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return "%d pieces %08x".formatted(pieces.size(), crc.getValue());
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
    return new NoteSampler(source.training(), options);
  }

  @Override
  public Validator validator() {
    return new NoteValidator(source.validation(), config.contextFrames(), options.decoding());
  }

  @Override
  public FiguresFormat figures() {
    return NoteFigures.FORMAT;
  }

  /** What the model's description says of a network. */
  public static ModelFacts facts(NoteNetworkConfig config) {
    return new ModelFacts(
        "Residual network over time and pitch with %d blocks of %d channels for notes"
            .formatted(config.blocks(), config.channels()),
        "constant-q-48",
        NoteNetworkConfig.FRAME_RATE,
        config.contextFrames(),
        WINDOWS,
        outputs(),
        "notes");
  }

  @Override
  public ModelFacts model() {
    return facts(config);
  }

  /** Names of the 264 columns: {@code onset-21} to {@code onset-108}, frames, velocities. */
  private static List<String> outputs() {
    List<String> names = new ArrayList<>();
    for (String kind : List.of("onset", "frame", "velocity")) {
      for (int key = 0; key < NoteNetworkConfig.KEYS; key++) {
        names.add(kind + "-" + (NoteActivations.LOWEST_PITCH + key));
      }
    }
    return names;
  }

  @Override
  public List<String> examined(Validator.Inference kept) {
    return new NoteThresholds(source.validation(), config.contextFrames(), options.decoding())
        .table(kept);
  }

  @Override
  public ReportParts report() {
    return NoteReport.of(config, source);
  }
}
