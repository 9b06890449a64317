package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundCache;
import org.neume.training.pitch.PitchNetworkKind;
import org.neume.training.pitch.PitchOptions;
import org.neume.training.pitch.PitchSplit;
import org.neume.training.pitch.PitchTask;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/**
 * Trains a network of single notes on a cache of them.
 *
 * @param kind which network
 */
record PitchRecipe(PitchNetworkKind kind) implements NetworkRecipe {
  @Override
  public String name() {
    return kind.network().name();
  }

  @Override
  public Settings settings() {
    return PitchOptions.settings(kind);
  }

  @Override
  public Fold fold(Settings settings) throws IOException {
    Path cache = Path.of(settings.text("cache"));
    List<Sound> sounds =
        SoundCache.exists(cache) ? SoundCache.load(cache, kind.features()) : List.of();
    return new PitchSplit(sounds, settings.whole("fold")).fold();
  }

  @Override
  public MemoryNeed memory() {
    return MemoryNeed.MAPPED;
  }

  @Override
  public void check(Settings settings) {
    var unused = PitchOptions.of(kind, settings);
  }

  @Override
  public void build(DataRequest request, Settings settings, Consumer<String> progress)
      throws IOException {
    SoundCache.build(
        request.data(),
        request.soundfonts(),
        request.validationSoundfonts(),
        Path.of(settings.text("cache")),
        kind.features(),
        request.hours(),
        request.seed(),
        progress);
  }

  @Override
  public TrainingTask task(Settings settings) throws IOException {
    PitchOptions options = PitchOptions.of(kind, settings);
    return new PitchTask(
        options, SoundCache.load(Path.of(settings.text("cache")), kind.features()));
  }
}
