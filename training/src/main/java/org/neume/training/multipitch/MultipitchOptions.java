package org.neume.training.multipitch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.train.RunOptions;
import org.neume.training.train.Settings;

/**
 * One training run of a network of the multipitch family.
 *
 * @param network what is trained
 * @param run what every run has
 * @param softest the most that a stretch is played softer, in dB, 0 or below
 * @param loudest the most that a stretch is played louder, in dB, 0 or above
 * @param heard seconds from the middle of each piece that a validation hears, above 0
 */
public record MultipitchOptions(
    MultipitchNetwork network, RunOptions run, double softest, double loudest, double heard) {

  /** Checks the ranges. */
  public MultipitchOptions {
    if (!(softest <= 0 && softest >= -60 && loudest >= 0 && loudest <= 20)) {
      throw new IllegalArgumentException(
          "levels vary from -60..0 dB to 0..20 dB, not from %s to %s".formatted(softest, loudest));
    }
    if (!(heard > 0 && heard <= 3_600)) {
      throw new IllegalArgumentException("a validation hears 0 to 3600 s of a piece, not " + heard);
    }
  }

  /** The recipe as settings. */
  public static Settings settings(MultipitchNetwork network) {
    return RunOptions.settings(network.name())
        .adding("musicnet", "")
        .adding("batch", 8)
        .adding("frames", 128)
        .adding("steps", 80)
        .adding("warmup", 50)
        .adding("epochs", 16)
        .adding("rate", 3e-3)
        .adding("decay", 0.0)
        .adding("average", 0.99)
        .adding("softest", -18.0)
        .adding("loudest", 6.0)
        .adding("heard", 5.0);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static MultipitchOptions of(MultipitchNetwork network, Settings settings) {
    return new MultipitchOptions(
        network,
        RunOptions.of(settings),
        settings.number("softest"),
        settings.number("loudest"),
        settings.number("heard"));
  }

  /** What besides the common options must not change between the parts of a resumed run. */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", network.toString());
    parts.put("levels", "%s to %s dB".formatted(softest, loudest));
    parts.put("seconds heard", Double.toString(heard));
    return parts;
  }
}
