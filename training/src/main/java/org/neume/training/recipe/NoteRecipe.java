package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.neume.training.data.NoteCache;
import org.neume.training.data.NoteDataBuilder;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.notes.NoteOptions;
import org.neume.training.notes.NoteTask;
import org.neume.training.train.Fold;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/** Trains the note network on a note cache. */
final class NoteRecipe implements NetworkRecipe {
  private final NoteNetworkConfig network = NoteNetworkConfig.notes();

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public Settings settings() {
    return NoteOptions.settings(network);
  }

  @Override
  public Fold fold(Settings settings) throws IOException {
    return NoteCache.fold(Path.of(settings.text("cache")), settings.whole("fold"));
  }

  @Override
  public MemoryNeed memory() {
    return MemoryNeed.MAPPED;
  }

  @Override
  public void check(Settings settings) {
    var unused = NoteOptions.of(network, settings);
  }

  @Override
  public void build(DataRequest request, Settings settings, Consumer<String> progress)
      throws IOException {
    NoteDataBuilder.build(
        request.data(),
        request.soundfonts(),
        request.validationSoundfonts(),
        Path.of(settings.text("cache")),
        request.hours(),
        settings.whole("fold"),
        request.seed(),
        progress);
  }

  @Override
  public TrainingTask task(Settings settings) throws IOException {
    NoteOptions options = NoteOptions.of(network, settings);
    return new NoteTask(
        options, NoteCache.load(Path.of(settings.text("cache")), settings.whole("fold")));
  }
}
