package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.neume.training.beats.BeatOptions;
import org.neume.training.beats.BeatPicker;
import org.neume.training.beats.BeatTask;
import org.neume.training.data.BeatDataBuilder;
import org.neume.training.data.FeatureCache;
import org.neume.training.data.FeatureMaker;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/**
 * Trains a beat network on a feature cache.
 *
 * @param network which one
 */
record BeatRecipe(BeatNetworkConfig network) implements NetworkRecipe {

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public Settings settings() {
    return BeatOptions.settings(network);
  }

  @Override
  public Fold fold(Settings settings) throws IOException {
    return FeatureCache.fold(Path.of(settings.text("cache")), settings.whole("fold"));
  }

  @Override
  public MemoryNeed memory() {
    return MemoryNeed.HELD;
  }

  @Override
  public void check(Settings settings) {
    var unused = BeatOptions.of(network, settings);
    var unusedToo = picker(settings);
  }

  @Override
  public void build(DataRequest request, Settings settings, Consumer<String> progress)
      throws IOException {
    BeatDataBuilder.build(
        request.data(),
        request.soundfonts(),
        Path.of(settings.text("cache")),
        FeatureMaker.LOG_BANDS,
        request.hours(),
        request.seed(),
        progress);
  }

  @Override
  public TrainingTask task(Settings settings) throws IOException {
    BeatOptions options = BeatOptions.of(network, settings);
    BeatPicker picker = picker(settings);
    FeatureCache cache =
        FeatureCache.load(
            Path.of(settings.text("cache")), FeatureMaker.LOG_BANDS, settings.whole("fold"));
    return new BeatTask(options, cache, picker);
  }

  private static BeatPicker picker(Settings settings) {
    return switch (settings.text("picker")) {
      case "dbn" -> new DecoderPicker();
      case "peaks" -> BeatTask.peakPicker();
      default -> throw new IllegalArgumentException("the setting picker is dbn or peaks");
    };
  }
}
