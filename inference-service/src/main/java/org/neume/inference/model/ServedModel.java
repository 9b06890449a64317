package org.neume.inference.model;

import java.util.List;
import java.util.Map;

/**
 * A model that is loaded, warm and ready to compute.
 *
 * @param manifest what its folder says
 * @param grid where recordings are cut
 * @param runner computes windows
 * @param engine what computes, in words
 * @param batchSizes the batch sizes in use, by frames of the input
 */
public record ServedModel(
    ModelManifest manifest,
    WindowGrid grid,
    WindowRunner runner,
    String engine,
    Map<Integer, List<Integer>> batchSizes) {

  /**
   * Names everything beside the features that an activation depends on, as {@code name=value} pairs
   * with spaces between: the features, the model with its version, the first 12 digits of its hash,
   * the engine with its device, and a hash of these in full and of the windows.
   *
   * @param features provenance of the features
   */
  public String provenance(String features) {
    String all =
        String.join(
            "\n",
            features,
            manifest.name(),
            manifest.version(),
            manifest.sha256(),
            manifest.windowFrames().toString(),
            WindowGrid.ORDER,
            grid.before() + "+" + grid.after(),
            engine);
    return "features=%s model=%s@%s sha256=%s engine=%s activations=%s"
        .formatted(
            word(features),
            manifest.name(),
            word(manifest.version()),
            manifest.sha256().substring(0, 12),
            word(engine),
            Sha256.of(all).substring(0, 16));
  }

  private static String word(String text) {
    return text.strip().replaceAll("\\s+", "-");
  }
}
