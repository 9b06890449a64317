package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.training.data.NoteCache;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.NoteRecipe;
import org.neume.training.train.NoteSource;
import org.neume.training.train.NoteTrainingOptions;
import org.neume.training.train.OptimizerOptions;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.TrainedNotes;
import org.neume.transcription.notes.NoteSettings;

/** Trains a note network on a note cache, from settings of the form {@code name=value}. */
public final class TrainNotes {
  private static final Set<String> NAMES =
      Set.of(
          "cache",
          "model",
          "work",
          "version",
          "export-only",
          "seed",
          "threads",
          "batch",
          "frames",
          "epochs",
          "steps",
          "patience",
          "real",
          "rate",
          "warmup",
          "decay",
          "average",
          "positive",
          "channels",
          "comb",
          "blocks",
          "onset",
          "frame");

  private final Map<String, String> settings = new HashMap<>();

  private TrainNotes(List<String> arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "there is no setting " + argument + ": give name=value with one of " + NAMES);
      }
      settings.put(name, argument.substring(equals + 1));
    }
  }

  /**
   * Runs, or goes on with, a training.
   *
   * @param settings of the form {@code name=value}
   * @throws IOException where the cache cannot be read or the model cannot be written
   * @throws IllegalArgumentException if there is no such setting, or a value is out of its range
   */
  public static void run(List<String> settings, ProgressSink progress) throws IOException {
    new TrainNotes(settings).run(progress);
  }

  private void run(ProgressSink progress) throws IOException {
    NoteNetworkConfig usual = NoteNetworkConfig.notes();
    NoteNetworkConfig network =
        new NoteNetworkConfig(
            usual.name(),
            whole("channels", usual.channels()),
            whole("comb", usual.combChannels()),
            whole("blocks", usual.blocks()),
            usual.dropout(),
            usual.inputCenter(),
            usual.inputScale());
    NoteTrainingOptions options = options(network);
    NoteSource source = NoteCache.load(Path.of(text("cache", "")));
    String version = text("version", "1");
    if (text("export-only", "no").equals("yes")) {
      NoteRecipe.export(options, source, version);
      return;
    }
    NoteSettings decoding = NoteSettings.defaults();
    decoding =
        decoding.withThresholds(
            number("onset", decoding.onsetThreshold()), number("frame", decoding.frameThreshold()));
    TrainedNotes trained = NoteRecipe.run(options, source, decoding, version, progress);
    progress.line("best epoch " + trained.best().epoch());
  }

  private NoteTrainingOptions options(NoteNetworkConfig network) {
    NoteTrainingOptions recipe =
        NoteTrainingOptions.recipe(
            network,
            Path.of(text("model", "models/" + network.name())),
            Path.of(text("work", "target/training/" + network.name())));
    OptimizerOptions optimizer = recipe.optimizer();
    return recipe
        .withBatches(whole("batch", recipe.batchSize()), whole("frames", recipe.segmentFrames()))
        .withLength(
            whole("epochs", recipe.epochs()),
            whole("steps", recipe.stepsPerEpoch()),
            whole("patience", recipe.patience()))
        .withDraw(
            whole("seed", (int) recipe.seed()),
            whole("threads", recipe.threads()),
            number("real", recipe.realShare()))
        .withMethod(
            number("positive", recipe.positiveWeight()),
            new OptimizerOptions(
                optimizer.algorithm(),
                number("rate", optimizer.learningRate()),
                optimizer.finalShare(),
                whole("warmup", optimizer.warmupSteps()),
                optimizer.clipNorm(),
                number("decay", optimizer.weightDecay()),
                number("average", optimizer.averageDecay())));
  }

  private String text(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  private int whole(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  private double number(String name, double otherwise) {
    return Double.parseDouble(text(name, Double.toString(otherwise)));
  }
}
