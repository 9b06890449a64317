package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.Sha256;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.network.SavedModelWriter;
import org.neume.training.network.WeightLayout;

/** Writes a trained network as a model folder that the inference stage loads. */
public final class ModelExporter {
  /** Output frames of a window: 5, 20 and 60 s; the last is the grid of a recording. */
  private static final List<Integer> WINDOWS = List.of(500, 2000, 6000);

  private ModelExporter() {}

  /**
   * Writes {@code model.json} and {@code saved_model} into {@code folder}.
   *
   * @param version version of the weights
   * @param trainingData one line for people: what the network learned from
   */
  public static void export(
      TrainedNetwork trained, String version, String trainingData, Path folder) throws IOException {
    BeatNetworkConfig network = trained.network();
    Files.createDirectories(folder);
    Path graph = folder.resolve(ModelFolder.NETWORK);
    SavedModelWriter.write(network, trained.weights(), graph);
    ModelManifest manifest =
        new ModelManifest(
            network.name(),
            version,
            describe(network),
            "log-bands-81",
            100,
            BeatNetworkConfig.BANDS,
            network.contextFrames(),
            network.contextFrames(),
            WINDOWS,
            SavedModelWriter.INPUT,
            SavedModelWriter.OUTPUT,
            outputs(network),
            "dbn",
            "Apache-2.0",
            trainingData,
            quality(trained.best().validation()),
            WeightLayout.of(network).exportedSize(),
            Sha256.of(folder.resolve(ModelFolder.GRAPH)));
    Files.writeString(folder.resolve(ModelFolder.MANIFEST), ManifestFormat.write(manifest));
  }

  private static String describe(BeatNetworkConfig network) {
    return String.format(
        Locale.ROOT,
        "Temporal convolutional network with %d residual blocks of %d channels for %s",
        network.blocks(),
        network.channels(),
        network.heads() == OutputHeads.BEAT_CLASSES ? "beats" : "beats and downbeats");
  }

  private static List<String> outputs(BeatNetworkConfig network) {
    return network.heads() == OutputHeads.BEAT_CLASSES
        ? List.of("beat")
        : List.of("beat", "downbeat");
  }

  private static Map<String, Double> quality(ValidationResult validation) {
    Map<String, Double> figures = new TreeMap<>();
    put(figures, "validation rendered beat F", validation.renderedBeat());
    put(figures, "validation rendered downbeat F", validation.renderedDownbeat());
    put(figures, "validation real beat F", validation.realBeat());
    put(figures, "validation real downbeat F", validation.realDownbeat());
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, double value) {
    if (!Double.isNaN(value)) {
      figures.put(name, Math.round(value * 1e4) / 1e4);
    }
  }
}
