package org.neume.training.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.neume.inference.model.ManifestFormat;
import org.neume.inference.model.ModelFolder;
import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.Sha256;
import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.SavedModelWriter;

/** Writes a trained network as a model folder that the inference stage loads. */
public final class ModelWriter {
  private ModelWriter() {}

  /**
   * Writes {@code model.json} and {@code saved_model} into {@code folder}.
   *
   * @param version version of the weights
   * @param trainingData one line for people: what the network learned from
   */
  public static void write(
      ExportableNetwork network,
      ModelFacts facts,
      Trained trained,
      String version,
      String trainingData,
      Path folder)
      throws IOException {
    Files.createDirectories(folder);
    SavedModelWriter.write(network, trained.weights(), folder.resolve(ModelFolder.NETWORK));
    ModelManifest manifest =
        new ModelManifest(
            network.name(),
            version,
            facts.description(),
            facts.representation(),
            facts.frameRate(),
            network.width(),
            facts.contextFrames(),
            facts.contextFrames(),
            facts.windows(),
            SavedModelWriter.INPUT,
            SavedModelWriter.OUTPUT,
            facts.outputs(),
            facts.decoder(),
            "Apache-2.0",
            trainingData,
            quality(trained.kept().figures()),
            network.layout().exportedSize(),
            Sha256.of(folder.resolve(ModelFolder.GRAPH)));
    Files.writeString(folder.resolve(ModelFolder.MANIFEST), ManifestFormat.write(manifest));
  }

  private static Map<String, Double> quality(Figures figures) {
    Map<String, Double> quality = new TreeMap<>();
    figures
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals(Figures.LOSS)) {
                quality.put("validation " + name, Math.round(value * 1e4) / 1e4);
              }
            });
    return quality;
  }
}
