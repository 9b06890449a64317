package org.neume.training.pitch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.PitchClassicConfig;
import org.neume.training.network.PitchNetworkConfig;
import org.neume.training.train.RunOptions;
import org.neume.training.train.Settings;

/**
 * One training run of a network of single notes.
 *
 * @param kind what is trained
 * @param run what every run has; its frames are those of a window
 * @param fold which recordings validate, as {@link PitchSplit} says
 * @param transposition share of the notes that are transposed, of constant-Q spectra alone
 * @param levels the most that a note is played louder or softer, in dB
 * @param kinds weight of family and velocity in the loss
 */
public record PitchOptions(
    PitchNetworkKind kind,
    RunOptions run,
    int fold,
    double transposition,
    double levels,
    double kinds) {

  /** Checks the ranges. */
  public PitchOptions {
    if (!(transposition >= 0 && transposition <= 1)) {
      throw new IllegalArgumentException("the share of transposed notes must be in [0, 1]");
    }
    if (!(levels >= 0 && levels <= 40)) {
      throw new IllegalArgumentException("levels may vary by 0 to 40 dB");
    }
  }

  /** The recipe as settings. */
  public static Settings settings(PitchNetworkKind kind) {
    boolean classic = kind == PitchNetworkKind.CLASSIC;
    return RunOptions.settings(kind.network().name())
        .adding("batch", classic ? 32 : 64)
        .adding("frames", classic ? PitchClassicConfig.FRAMES : PitchNetworkConfig.WINDOW)
        .adding("steps", 500)
        .adding("epochs", classic ? 20 : 6)
        .adding("rate", classic ? 1e-3 : 3e-3)
        .adding("real", 0.2)
        .adding("decay", classic ? 0.02 : 0.01)
        .adding("average", 0.995)
        .adding("fold", PitchSplit.ALL)
        .adding("transposition", 0.5)
        .adding("levels", 15.0)
        .adding("kinds", 0.3);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static PitchOptions of(PitchNetworkKind kind, Settings settings) {
    return new PitchOptions(
        kind,
        RunOptions.of(settings),
        settings.whole("fold"),
        settings.number("transposition"),
        settings.number("levels"),
        settings.number("kinds"));
  }

  /** What besides the common options must not change between the parts of a resumed run. */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", kind.network().toString());
    parts.put("transposition", String.valueOf(transposition));
    parts.put("levels", levels + " dB");
    parts.put("kinds", String.valueOf(kinds));
    return parts;
  }
}
