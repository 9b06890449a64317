package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neume.training.data.FeatureCache;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.BeatPicker;
import org.neume.training.train.BeatRecipe;
import org.neume.training.train.BeatTraining;
import org.neume.training.train.BeatTrainingOptions;
import org.neume.training.train.LossOptions;
import org.neume.training.train.OptimizerOptions;
import org.neume.training.train.PieceSource;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.StartWeights;
import org.neume.training.train.TrainedNetwork;

/** Trains a beat network on a feature cache, from settings of the form {@code name=value}. */
public final class TrainBeats {
  private static final Set<String> NAMES =
      Set.of(
          "cache",
          "fold",
          "network",
          "model",
          "work",
          "version",
          "export-only",
          "picker",
          "start",
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
          "downbeat",
          "tempo",
          "positive");

  private final Map<String, String> settings = new HashMap<>();

  private TrainBeats(List<String> arguments) {
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
   * @throws IOException where the cache cannot be read or the model cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    run(List.of(arguments), System.out::println);
  }

  /**
   * Runs, or goes on with, a training.
   *
   * @param settings of the form {@code name=value}
   * @throws IOException where the cache cannot be read or the model cannot be written
   * @throws IllegalArgumentException if there is no such setting
   */
  public static void run(List<String> settings, ProgressSink progress) throws IOException {
    new TrainBeats(settings).run(progress);
  }

  private void run(ProgressSink progress) throws IOException {
    BeatNetworkConfig network = network(text("network", "beats"));
    BeatTrainingOptions options = options(network);
    PieceSource source = FeatureCache.load(Path.of(text("cache", "")), whole("fold", 0));
    String version = text("version", "1");
    String folder = text("start", "");
    StartWeights start = folder.isEmpty() ? StartWeights.DRAWN : StartWeights.of(Path.of(folder));
    if (text("export-only", "no").equals("yes")) {
      BeatRecipe.export(options, source, start, version);
      return;
    }
    BeatPicker picker =
        text("picker", "dbn").equals("dbn") ? new DecoderPicker() : BeatTraining.peakPicker();
    TrainedNetwork trained = BeatRecipe.run(options, source, picker, start, version, progress);
    progress.line("best epoch " + trained.best().epoch());
  }

  private static BeatNetworkConfig network(String name) {
    return switch (name) {
      case "beats" -> BeatNetworkConfig.beats();
      case "beats-2019" -> BeatNetworkConfig.beats2019();
      default ->
          throw new IllegalArgumentException(
              "there is no network " + name + ": choose beats or beats-2019");
    };
  }

  private BeatTrainingOptions options(BeatNetworkConfig network) {
    BeatTrainingOptions recipe =
        BeatTrainingOptions.recipe(
            network,
            Path.of(text("model", "models/" + network.name())),
            Path.of(text("work", "target/training/" + network.name())));
    LossOptions loss = recipe.loss();
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
            new LossOptions(
                loss.neighbor(),
                loss.secondNeighbor(),
                number("positive", loss.positiveWeight()),
                number("downbeat", loss.downbeatWeight()),
                number("tempo", loss.tempoWeight())),
            new OptimizerOptions(
                optimizer.algorithm(),
                number("rate", optimizer.learningRate()),
                optimizer.finalShare(),
                whole("warmup", optimizer.warmupSteps()),
                optimizer.clipNorm(),
                number("decay", optimizer.weightDecay()),
                number("average", optimizer.averageDecay())),
            recipe.augmentation());
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
