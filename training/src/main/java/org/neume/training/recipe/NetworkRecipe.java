package org.neume.training.recipe;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.neume.training.train.Fold;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/** A network that can be trained by name: how its data is made and what is trained on it. */
public interface NetworkRecipe {

  /** The network's name, which is that of its model folder. */
  String name();

  /** All settings of a run with their usual values. */
  Settings settings();

  /**
   * Which part of the recordings a run holds out to validate on: with a hash of their names where the
   * cache is there, by its number before that.
   *
   * @throws IOException where the cache is damaged or made for another run
   */
  Fold fold(Settings settings) throws IOException;

  /** The heap that a training of it needs. */
  MemoryNeed memory();

  /**
   * Refuses settings that a training would refuse, without a look at its data.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  void check(Settings settings);

  /**
   * Refuses settings that {@link #table} would refuse, without a look at the data.
   *
   * @throws IllegalArgumentException if it has no family, or a value is out of its range
   */
  default void checkTable(Settings settings) {
    throw new IllegalArgumentException(
        "there is no family of networks to compare with %s: leave out --table".formatted(name()));
  }

  /**
   * Makes what is missing of the data.
   *
   * @param settings of the run, of which {@code cache} and {@code fold} count here
   * @param progress receives a line per piece
   * @throws IOException where a source cannot be read or the cache cannot be written
   */
  void build(DataRequest request, Settings settings, Consumer<String> progress) throws IOException;

  /**
   * What is trained.
   *
   * @throws IOException where the cache is missing, damaged or made for another run
   * @throws IllegalArgumentException if a value is out of its range
   */
  TrainingTask task(Settings settings) throws IOException;

  /**
   * Measures the network's family side by side.
   *
   * @return lines of Markdown
   * @throws IOException where the data cannot be read
   * @throws IllegalArgumentException if it has no family
   */
  default List<String> table(Settings settings, ProgressSink progress) throws IOException {
    checkTable(settings);
    return List.of();
  }
}
