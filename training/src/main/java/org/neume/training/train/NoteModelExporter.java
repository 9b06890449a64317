package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.Sha256;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.SavedModelWriter;
import org.neume.training.network.WeightLayout;
import org.neume.transcription.notes.NoteActivations;

/** Writes a trained note network as a model folder that the inference stage loads. */
public final class NoteModelExporter {
  /**
   * Output frames of a window: 2, 5 and 10 s; the last is the grid of a recording. The context is short,
   * so that long windows would save little; a second of window takes some 20 MB while it is computed.
   */
  private static final List<Integer> WINDOWS = List.of(100, 250, 500);

  private NoteModelExporter() {}

  /**
   * Writes {@code model.json} and {@code saved_model} into {@code folder}.
   *
   * @param version version of the weights
   * @param trainingData one line for people: what the network learned from
   */
  public static void export(TrainedNotes trained, String version, String trainingData, Path folder)
      throws IOException {
    NoteNetworkConfig network = trained.network();
    Files.createDirectories(folder);
    SavedModelWriter.write(network, trained.weights(), folder.resolve(ModelFolder.NETWORK));
    Map<String, Double> quality = new TreeMap<>();
    trained
        .best()
        .figures()
        .values()
        .forEach((name, value) -> quality.put("validation " + name, Math.round(value * 1e4) / 1e4));
    ModelManifest manifest =
        new ModelManifest(
            network.name(),
            version,
            String.format(
                Locale.ROOT,
                "Residual network over time and pitch with %d blocks of %d channels for notes",
                network.blocks(),
                network.channels()),
            "constant-q-48",
            NoteNetworkConfig.FRAME_RATE,
            NoteNetworkConfig.BINS,
            network.contextFrames(),
            network.contextFrames(),
            WINDOWS,
            SavedModelWriter.INPUT,
            SavedModelWriter.OUTPUT,
            outputs(),
            "notes",
            "Apache-2.0",
            trainingData,
            quality,
            WeightLayout.of(network).size(),
            Sha256.of(folder.resolve(ModelFolder.GRAPH)));
    Files.writeString(folder.resolve(ModelFolder.MANIFEST), ManifestFormat.write(manifest));
  }

  /** Names of the 264 columns: {@code onset-21} to {@code onset-108}, frames, velocities. */
  static List<String> outputs() {
    List<String> names = new ArrayList<>();
    for (String kind : List.of("onset", "frame", "velocity")) {
      for (int key = 0; key < NoteNetworkConfig.KEYS; key++) {
        names.add(kind + "-" + (NoteActivations.LOWEST_PITCH + key));
      }
    }
    return names;
  }
}
