package org.neume.training.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.neume.training.data.MultipitchDataBuilder;
import org.neume.training.data.PieceOrigin;
import org.neume.training.multipitch.FamilyComparison;
import org.neume.training.multipitch.MultipitchOptions;
import org.neume.training.multipitch.MultipitchSplit;
import org.neume.training.multipitch.MultipitchTask;
import org.neume.training.multipitch.MusicNetArchive;
import org.neume.training.multipitch.MusicNetFolder;
import org.neume.training.network.HarmonicNetworkConfig;
import org.neume.training.train.Fold;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.TrainingTask;

/** Trains the multipitch network, and measures its family, on MusicNet or on pieces rendered in its form. */
final class MultipitchRecipe implements NetworkRecipe {
  private static final int WORKERS = 2;

  private final HarmonicNetworkConfig network = HarmonicNetworkConfig.multipitch();

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public Settings settings() {
    return FamilyComparison.settings(MultipitchOptions.settings(network));
  }

  /** No recordings are held out: parts of the data are. */
  @Override
  public Fold fold(Settings settings) {
    return new Fold(-1, 1);
  }

  @Override
  public MemoryNeed memory() {
    return MemoryNeed.MAPPED;
  }

  @Override
  public void check(Settings settings) {
    var unused = MultipitchOptions.of(network, settings);
  }

  @Override
  public void checkTable(Settings settings) {
    FamilyComparison.check(settings);
  }

  @Override
  public void build(DataRequest request, Settings settings, Consumer<String> progress)
      throws IOException {
    if (isArchive(settings)) {
      Path archive = Path.of(settings.text("musicnet"));
      MusicNetFolder folder = new MusicNetFolder(folder(settings));
      PieceOrigin.require(folder, PieceOrigin.ofArchive(archive));
      MusicNetArchive.unpack(archive, folder, progress);
    }
    if (isMusicNet(settings)) {
      return;
    }
    MultipitchDataBuilder.build(
        request.data(),
        request.soundfonts(),
        request.validationSoundfonts(),
        Path.of(settings.text("cache")),
        request.hours(),
        request.seed(),
        WORKERS,
        progress);
  }

  @Override
  public TrainingTask task(Settings settings) throws IOException {
    return new MultipitchTask(
        MultipitchOptions.of(network, settings),
        split(settings),
        isMusicNet(settings) ? "MusicNet" : "rendered classical and pop MIDI");
  }

  @Override
  public List<String> table(Settings settings, ProgressSink progress) throws IOException {
    return new FamilyComparison(split(settings), settings, progress).run();
  }

  private static boolean isMusicNet(Settings settings) {
    return !settings.text("musicnet").isEmpty();
  }

  /** Whether MusicNet is given as the archive of its first publication. */
  private static boolean isArchive(Settings settings) {
    return settings.text("musicnet").endsWith(".npz");
  }

  /** Where the pieces are, or will be: what is unpacked lies apart from what is rendered. */
  private static Path folder(Settings settings) {
    if (isArchive(settings)) {
      return Path.of(settings.text("cache")).resolve("musicnet");
    }
    return Path.of(settings.text(isMusicNet(settings) ? "musicnet" : "cache"));
  }

  private static MultipitchSplit split(Settings settings) throws IOException {
    return new MusicNetFolder(folder(settings)).split();
  }
}
