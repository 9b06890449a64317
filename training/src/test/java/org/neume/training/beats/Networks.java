package org.neume.training.beats;

import java.nio.file.Path;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.OutputHeads;
import org.neume.training.train.Settings;

/** Beat networks small enough for a test, built by the code of the shipped ones. */
public final class Networks {
  private Networks() {}

  /** The form of {@code beats-2019}. */
  public static BeatNetworkConfig classes() {
    return new BeatNetworkConfig(
        "tiny-2019", 4, 4, 6, 4, false, OutputHeads.BEAT_CLASSES, 0, 0.1, 0, 1);
  }

  /** The form of {@code beats}. */
  public static BeatNetworkConfig tasks() {
    return new BeatNetworkConfig(
        "tiny", 4, 6, 6, 4, true, OutputHeads.BEAT_AND_DOWNBEAT, 300, 0.1, 0.9, 0.5);
  }

  /** Two epochs of five steps, and what the arguments change of them. */
  public static BeatOptions options(BeatNetworkConfig network, Path folder, String... arguments) {
    Settings settings =
        BeatOptions.settings(network)
            .with(
                "model=" + folder.resolve("model"),
                "work=" + folder.resolve("work"),
                "batch=2",
                "frames=400",
                "epochs=2",
                "steps=5",
                "patience=10");
    return BeatOptions.of(network, settings.with(arguments));
  }
}
