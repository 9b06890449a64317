package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.neume.training.data.BeatDataBuilder;
import org.neume.training.data.FeatureCache;
import org.neume.training.data.FeatureMaker;
import org.neume.training.network.TempoNetwork;
import org.neume.training.tempo.TempoOptions;
import org.neume.training.tempo.TempoTask;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/** Trains a tempo network on a cache of raw audio with beats. */
final class TempoRecipe implements NetworkRecipe {
  /** Audio held in memory as float16: 80 MB an hour, and as much again while it is read. */
  private static final MemoryNeed MEMORY = new MemoryNeed(2, 0.16);

  private final TempoNetwork network;

  TempoRecipe(TempoNetwork network) {
    this.network = network;
  }

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public Settings settings() {
    return TempoOptions.settings(network);
  }

  @Override
  public Fold fold(Settings settings) throws IOException {
    return FeatureCache.fold(Path.of(settings.text("cache")), settings.whole("fold"));
  }

  @Override
  public MemoryNeed memory() {
    return MEMORY;
  }

  @Override
  public void check(Settings settings) {
    var unused = TempoOptions.of(network, settings);
  }

  @Override
  public void build(DataRequest request, Settings settings, Consumer<String> progress)
      throws IOException {
    BeatDataBuilder.build(
        request.data(),
        request.soundfonts(),
        Path.of(settings.text("cache")),
        FeatureMaker.RAW,
        request.hours(),
        request.seed(),
        progress);
  }

  @Override
  public TrainingTask task(Settings settings) throws IOException {
    TempoOptions options = TempoOptions.of(network, settings);
    return new TempoTask(
        options,
        FeatureCache.load(
            Path.of(settings.text("cache")), FeatureMaker.RAW, settings.whole("fold")));
  }
}
