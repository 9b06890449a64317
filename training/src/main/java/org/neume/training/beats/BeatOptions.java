package org.neume.training.beats;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.train.RunOptions;
import org.neume.training.train.Settings;

/**
 * One training run of a beat network.
 *
 * @param network what is trained
 * @param run what every run has
 * @param loss what is minimized
 * @param augmentation how segments are varied
 */
public record BeatOptions(
    BeatNetworkConfig network, RunOptions run, LossOptions loss, AugmentationOptions augmentation) {

  /** The recipe for {@code network} as settings. */
  public static Settings settings(BeatNetworkConfig network) {
    LossOptions loss = LossOptions.of(network);
    return RunOptions.settings(network.name())
        .adding("frames", 3072)
        .adding("steps", 1000)
        .adding("positive", loss.positiveWeight())
        .adding("downbeat", loss.downbeatWeight())
        .adding("tempo", loss.tempoWeight())
        .adding("picker", "dbn");
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static BeatOptions of(BeatNetworkConfig network, Settings settings) {
    LossOptions usual = LossOptions.of(network);
    return new BeatOptions(
        network,
        RunOptions.of(settings).requireFrames(16),
        new LossOptions(
            usual.neighbor(),
            usual.secondNeighbor(),
            settings.number("positive"),
            settings.number("downbeat"),
            settings.number("tempo")),
        AugmentationOptions.standard());
  }

  /** The same run with another variation of the segments. */
  BeatOptions with(AugmentationOptions other) {
    return new BeatOptions(network, run, loss, other);
  }

  /** What besides the common options must not change between the parts of a resumed run. */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", network.toString());
    parts.put("loss", loss.toString());
    parts.put("augmentation", augmentation.toString());
    return parts;
  }
}
