package org.neume.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.ModelRepository;
import org.neume.inference.model.NetworkEngine;
import org.neume.inference.model.Window;
import org.neume.inference.model.WindowCutter;
import org.neume.inference.model.WindowGrid;
import org.neume.schemas.SingleNoteOutputs;

/** Every model folder of this repository, as packed into the jar. */
class ShippedModelsTest {
  private static final int FRAMES = 1200;

  @TempDir Path cache;

  private static List<String> names() throws IOException {
    Path models = Path.of(System.getProperty("neume.root", "..")).resolve("models");
    try (var folders = Files.list(models)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(ModelFolder.MANIFEST)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void give_in_windows_what_they_give_for_the_whole_recording() throws IOException {
    List<String> names = names();
    assumeFalse(names.isEmpty(), "no model has been trained yet: models/ holds no folder");
    ModelRepository packed =
        new ModelRepository(null, ShippedModelsTest.class.getClassLoader(), cache);
    for (String name : names) {
      ModelFolder folder = packed.get(name);
      try (NetworkEngine engine = TensorFlowLoader.onCpu().load(folder)) {
        float[] features = features(folder.manifest());

        float[] whole = whole(engine, folder.manifest(), features);
        float[] windows = windows(engine, folder.manifest(), features);

        assertThat(windows).as(name).hasSameSizeAs(whole);
        double largest = 0;
        for (int i = 0; i < whole.length; i++) {
          assertThat(whole[i]).as("%s, value %d", name, i).isBetween(0f, 1f);
          largest = Math.max(largest, Math.abs(whole[i] - windows[i]));
        }
        assertThat(largest).as("%s: largest difference", name).isCloseTo(0, within(1e-5));
      }
    }
  }

  /**
   * Steady noise with an accent every half second, so that outputs vary. What a network passes on is
   * between 0 and 1.
   */
  private static float[] features(ModelManifest manifest) {
    Random random = new Random(11);
    float[] features = new float[FRAMES * manifest.bins()];
    for (int i = 0; i < features.length; i++) {
      boolean accent = i / manifest.bins() % 50 < 2;
      features[i] = (accent ? 2 : 0.5f) * random.nextFloat();
      boolean passedOn =
          manifest.outputs().contains(SingleNoteOutputs.LEVEL)
              && i % manifest.bins() >= manifest.bins() - SingleNoteOutputs.measures().size();
      features[i] = passedOn ? Math.min(1, features[i]) : features[i];
    }
    return features;
  }

  private static float[] whole(NetworkEngine engine, ModelManifest manifest, float[] features) {
    int frames = manifest.contextBefore() + FRAMES + manifest.contextAfter();
    float[] amidSilence = new float[frames * manifest.bins()];
    System.arraycopy(
        features, 0, amidSilence, manifest.contextBefore() * manifest.bins(), features.length);
    int columns = manifest.outputs().size();
    int skip = manifest.contextBefore() * columns;
    return Arrays.copyOfRange(engine.run(amidSilence, 1, frames), skip, skip + FRAMES * columns);
  }

  /** On the finest grid, so that there are many seams. */
  private static float[] windows(NetworkEngine engine, ModelManifest manifest, float[] features) {
    WindowGrid grid =
        new WindowGrid(
            manifest.contextBefore(),
            manifest.contextAfter(),
            manifest.windowFrames().subList(0, 1));
    WindowCutter cutter = new WindowCutter(manifest.bins(), 0, List.of(grid), List.of(0L));
    cutter.append(features);
    List<Window> cut = new ArrayList<>(cutter.complete(0));
    cut.addAll(cutter.finish(0));
    int columns = manifest.outputs().size();
    float[] outputs = new float[FRAMES * columns];
    for (Window window : cut) {
      float[] output = engine.run(window.input().values(), 1, window.input().frames());
      System.arraycopy(
          output,
          window.skip() * columns,
          outputs,
          (int) window.firstFrame() * columns,
          window.outputFrames() * columns);
    }
    return outputs;
  }
}
