package org.neume.training.recipe;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.TempoClassicConfig;
import org.neume.training.network.TempoNetworkConfig;
import org.neume.training.pitch.PitchNetworkKind;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingException;
import org.neume.training.train.TrainingRecipe;
import org.neume.training.train.TrainingTask;

/** The networks that there are, and how any of them is trained. */
public final class Recipes {
  private static final List<NetworkRecipe> ALL =
      List.of(
          new BeatRecipe(BeatNetworkConfig.beats()),
          new BeatRecipe(BeatNetworkConfig.beats2019()),
          new NoteRecipe(),
          new TempoRecipe(TempoNetworkConfig.tempo()),
          new TempoRecipe(TempoClassicConfig.classic()),
          new MultipitchRecipe(),
          new PitchRecipe(PitchNetworkKind.CONSTANT_Q),
          new PitchRecipe(PitchNetworkKind.CLASSIC));

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
   * Refuses settings that a training, or a table, would refuse after its data is made.
   *
   * @param table whether the network's family is to be measured instead
   * @throws IOException if the weights to begin with cannot be read
   * @throws IllegalArgumentException if those weights cannot be begun with, a value is out of its range,
   *     or there is no family
   */
  public static void check(NetworkRecipe recipe, Settings settings, boolean table)
      throws IOException {
    if (table) {
      recipe.checkTable(settings);
    } else {
      recipe.check(settings);
    }
    GivenStart.of(recipe, settings);
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
    GivenStart start = GivenStart.of(recipe, settings);
    start.warning().ifPresent(progress::line);
    TrainingTask task = new RemarkedTask(recipe.task(settings), start.remark());
    String version = settings.text("version");
    if (exportOnly) {
      TrainingRecipe.export(task, start.weights(), version, progress);
    } else {
      TrainingRecipe.run(task, start.weights(), version, progress);
    }
  }
}
