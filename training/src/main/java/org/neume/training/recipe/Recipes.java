package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.StartWeights;
import org.neume.training.train.TrainingException;
import org.neume.training.train.TrainingRecipe;
import org.neume.training.train.TrainingTask;

/** The networks that there are, and how any of them is trained. */
public final class Recipes {
  private static final List<NetworkRecipe> ALL =
      List.of(
          new BeatRecipe(BeatNetworkConfig.beats()),
          new BeatRecipe(BeatNetworkConfig.beats2019()),
          new NoteRecipe());

  private Recipes() {}

  /**
   * A network's recipe.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public static NetworkRecipe named(String name) {
    return ALL.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no network %s: choose one of %s"
                        .formatted(
                            name,
                            ALL.stream()
                                .map(NetworkRecipe::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * Runs, or goes on with, a training, or exports how far one has come.
   *
   * @throws IOException where the cache cannot be read or the model cannot be written
   * @throws IllegalArgumentException if a value is out of its range
   * @throws TrainingException if the loss stops being a number
   */
  public static void train(NetworkRecipe recipe, Settings settings, ProgressSink progress)
      throws IOException {
    boolean exportOnly = settings.isYes("export-only");
    TrainingTask task = recipe.task(settings);
    String version = settings.text("version");
    String folder = settings.text("start");
    StartWeights start = folder.isEmpty() ? StartWeights.DRAWN : StartWeights.of(Path.of(folder));
    if (exportOnly) {
      TrainingRecipe.export(task, start, version, progress);
    } else {
      TrainingRecipe.run(task, start, version, progress);
    }
  }
}
