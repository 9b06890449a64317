package org.neume.training.tempo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.decoder.decode.TempoRule;
import org.neume.training.network.TempoNetwork;
import org.neume.training.train.RunOptions;
import org.neume.training.train.Settings;

/**
 * One training run of a tempo network.
 *
 * @param network what is trained
 * @param run what every run has
 * @param softest the most that a window is played softer, in dB, 0 or below
 * @param loudest the most that a window is played louder, in dB, 0 or above
 * @param reach activations from a beat to where its target is 0, above 0
 * @param stretch the most that a window is played faster, as a factor, or slower, 1 to 2
 * @param rule how the validation finds the tempo
 */
public record TempoOptions(
    TempoNetwork network,
    RunOptions run,
    double softest,
    double loudest,
    double reach,
    double stretch,
    TempoRule rule) {

  /** Checks the ranges. */
  public TempoOptions {
    if (!(softest <= 0 && softest >= -60 && loudest >= 0 && loudest <= 20)) {
      throw new IllegalArgumentException(
          "levels vary from -60..0 dB to 0..20 dB, not from %s to %s".formatted(softest, loudest));
    }
    if (!(stretch >= 1 && stretch <= 2)) {
      throw new IllegalArgumentException("windows are played 1 to 2 times as fast, not " + stretch);
    }
    if (!(reach > 0 && reach <= 100)) {
      throw new IllegalArgumentException("a target reaches 0..100 activations, not " + reach);
    }
  }

  /** The recipe as settings. */
  public static Settings settings(TempoNetwork network) {
    return RunOptions.settings(network.name())
        .adding("batch", 16)
        .adding("frames", network.windowFrames())
        .adding("steps", 250)
        .adding("epochs", 4)
        .adding("keep", "last")
        .adding("decay", 0.0)
        .adding("average", 0.995)
        .adding("softest", -30.0)
        .adding("loudest", 6.0)
        .adding("reach", network.reach())
        .adding("stretch", 1.2)
        .adding("center", TempoRule.defaults().center())
        .adding("octaves", TempoRule.defaults().octaves());
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static TempoOptions of(TempoNetwork network, Settings settings) {
    return new TempoOptions(
        network,
        RunOptions.of(settings).requireFrames(16),
        settings.number("softest"),
        settings.number("loudest"),
        settings.number("reach"),
        settings.number("stretch"),
        TempoRule.defaults().withPreference(settings.number("center"), settings.number("octaves")));
  }

  /** What besides the common options must not change between the parts of a resumed run. */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", network.toString());
    parts.put("levels", "%s to %s dB".formatted(softest, loudest));
    parts.put("reach", Double.toString(reach));
    parts.put("stretch", Double.toString(stretch));
    parts.put("tempo rule", rule.toString());
    return parts;
  }
}
