package org.neume.training.train;

import java.nio.file.Path;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;

/** Networks small enough for a test, built by the code of the shipped ones. */
final class Networks {
  private Networks() {}

  /** The form of {@code beats-2019}. */
  static BeatNetworkConfig classes() {
    return new BeatNetworkConfig(
        "tiny-2019", 4, 4, 6, 4, false, OutputHeads.BEAT_CLASSES, 0, 0.1, 0, 1);
  }

  /** The form of {@code beats}. */
  static BeatNetworkConfig tasks() {
    return new BeatNetworkConfig(
        "tiny", 4, 6, 6, 4, true, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.1, 0.9, 0.5);
  }

  static BeatTrainingOptions options(BeatNetworkConfig network, Path folder) {
    return BeatTrainingOptions.recipe(network, folder.resolve("model"), folder.resolve("work"))
        .withBatches(2, 400)
        .withLength(2, 5, 10);
  }
}
