package org.neume.training.notes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.train.RunOptions;
import org.neume.training.train.Settings;
import org.neume.transcription.notes.NoteSettings;

/**
 * One training run of a note network.
 *
 * @param network what is trained
 * @param run what every run has
 * @param loss what is minimized
 * @param variation how segments are varied
 * @param decoding how the validation forms notes
 */
public record NoteOptions(
    NoteNetworkConfig network,
    RunOptions run,
    NoteLossOptions loss,
    NoteVariation variation,
    NoteSettings decoding) {

  /** The recipe for {@code network} as settings. */
  public static Settings settings(NoteNetworkConfig network) {
    NoteSettings decoding = NoteSettings.defaults();
    return RunOptions.settings(network.name())
        .adding("batch", 8)
        .adding("frames", 200)
        .adding("real", 0.2)
        .adding("warmup", 200)
        .adding("average", 0.995)
        .adding("channels", network.channels())
        .adding("comb", network.combChannels())
        .adding("blocks", network.blocks())
        .adding("positive", NoteLossOptions.standard().positiveWeight())
        .adding("onset", decoding.onsetThreshold())
        .adding("frame", decoding.frameThreshold());
  }

  /**
   * Reads settings.
   *
   * @param network the network, but for what the settings change of its shape
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static NoteOptions of(NoteNetworkConfig network, Settings settings) {
    NoteLossOptions loss = NoteLossOptions.standard();
    return new NoteOptions(
        new NoteNetworkConfig(
            network.name(),
            settings.whole("channels"),
            settings.whole("comb"),
            settings.whole("blocks"),
            network.dropout(),
            network.inputCenter(),
            network.inputScale()),
        RunOptions.of(settings).requireFrames(16),
        new NoteLossOptions(settings.number("positive"), loss.frameWeight(), loss.velocityWeight()),
        NoteVariation.standard(),
        NoteSettings.defaults().withThresholds(settings.number("onset"), settings.number("frame")));
  }

  /** What besides the common options must not change between the parts of a resumed run. */
  Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("network", network.toString());
    parts.put(
        "variation",
        "%s by %d, %s detuned, %s leveled"
            .formatted(
                variation.transposedShare(),
                variation.transposition(),
                variation.detunedShare(),
                variation.levelShare()));
    parts.put(
        "loss",
        "onset %s, frame %s, velocity %s"
            .formatted(loss.positiveWeight(), loss.frameWeight(), loss.velocityWeight()));
    parts.put("note settings", decoding.toString());
    return parts;
  }
}
