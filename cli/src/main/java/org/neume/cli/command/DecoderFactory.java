package org.neume.cli.command;

import java.util.List;
import org.neume.cli.CommandException;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.ObservationModel;
import org.neume.decoder.decode.PassageRule;
import org.neume.decoder.decode.PeakRule;
import org.neume.decoder.decode.StreamRule;
import org.neume.decoder.decode.TempoModel;
import org.neume.decoder.decode.WholeRecording;

/** Decodes whole recordings of activations, as the options of {@code decode} say. */
final class DecoderFactory {
  private static final double SLOWEST = 55;
  private static final double FASTEST = 215;
  private static final double LAMBDA = 100;
  private static final double DOWNBEAT_THRESHOLD = 0.05;
  // Below this everywhere there is nothing to hear, and any path would be as good as another.
  private static final double PRESENCE = 0.01;

  private static final double FLOOR = 1e-5;

  /**
   * With bars, a beat's density is the difference of two columns, which rounding or a common offset
   * takes to nothing around sharp peaks, while a downbeat's is not: a lower floor makes downbeats out
   * of beats there.
   */
  private static final double FLOOR_WITH_BARS = 5e-3;

  private DecoderFactory() {}

  /**
   * Decodes a recording as a whole.
   *
   * @param frameRate frames per second
   * @param columns 1 for beats, 2 for beats and downbeats
   * @param oneBarLength whether all bars are to have the length that fits best
   * @throws CommandException if the options do not go together
   */
  static BeatAnnotation decode(
      DecoderOptions options,
      double frameRate,
      float[] activations,
      int columns,
      boolean oneBarLength) {
    try {
      ActivationDecoding decoding = decoding(options, frameRate, columns);
      if (oneBarLength) {
        if (decoding instanceof ActivationDecoding.Network network) {
          return WholeRecording.decodeWithOneBarLength(network.config(), activations);
        }
        throw CommandException.usage(
            "the decoder peaks does not heed --one-bar-length; leave it out");
      }
      return WholeRecording.decode(decoding.start(columns == 2), activations, columns);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The decoder that the options choose for activations of anybody's making. */
  static ActivationDecoding decoding(DecoderOptions options, double frameRate, int columns) {
    if (columns == 1 && options.bars != null && !options.bars.equalsIgnoreCase("none")) {
      throw CommandException.usage("--bars needs two columns, beats and downbeats; there is one");
    }
    CommandLineDecoder settings = new CommandLineDecoder(options);
    if (options.kind() == DecoderOptions.Kind.PEAKS) {
      PeakRule rule = PeakRule.defaults().atFrameRate(frameRate);
      return new ActivationDecoding.Peaks(settings.changed(rule.withBars(options.bars == null)));
    }
    return new ActivationDecoding.Network(
        settings.changed(
            options.kind() == DecoderOptions.Kind.SEED
                ? seed(frameRate, settings.lambda().orElse(LAMBDA))
                : published(frameRate, columns, settings)));
  }

  /** The settings that the literature's decoder is published with. */
  private static DecoderConfig published(
      double frameRate, int columns, CommandLineDecoder settings) {
    DecoderConfig defaults = DecoderConfig.defaults();
    boolean bars = columns == 2 && settings.preset() != CommandLineDecoder.Preset.BEATS_ONLY;
    return new DecoderConfig(
        frameRate,
        TempoModel.exponential(BeatIntervals.ofTempi(frameRate, SLOWEST, FASTEST), LAMBDA),
        bars
            ? new MeterModel(List.of(3, 4), defaults.meter().changeProbability())
            : MeterModel.none(),
        new ObservationModel(16, bars ? FLOOR_WITH_BARS : FLOOR, true),
        new PassageRule(columns == 1 ? 0 : DOWNBEAT_THRESHOLD, PRESENCE, 0, PassageRule.NO_GAP),
        new StreamRule(
            defaults.stream().checkFrames(), StreamRule.UNBOUNDED, defaults.stream().idleFrames()));
  }

  private static DecoderConfig seed(double frameRate, double lambda) {
    DecoderConfig seed = DecoderConfig.seed(lambda);
    return new DecoderConfig(
        frameRate, seed.tempo(), seed.meter(), seed.observation(), seed.passages(), seed.stream());
  }
}
