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
   * Names everything beside the features that an activation depends on.
   *
   * @param features provenance of the features
   * @return 16 hex digits
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
            grid.before() + "+" + grid.after(),
            engine);
    return Sha256.of(all).substring(0, 16);
  }
}
