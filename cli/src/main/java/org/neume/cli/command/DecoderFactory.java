package org.neume.cli.command;

import java.util.List;
import java.util.Objects;
import org.neume.cli.CommandException;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DbnBeatDecoder;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.ObservationModel;
import org.neume.decoder.decode.PassageRule;
import org.neume.decoder.decode.PeakPickingDecoder;
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
      if (options.kind() == DecoderOptions.Kind.PEAKS) {
        return WholeRecording.decode(
            PeakPickingDecoder.of(peaks(frameRate, columns)), activations, columns);
      }
      DecoderConfig config = config(options, frameRate, columns);
      return oneBarLength
          ? WholeRecording.decodeWithOneBarLength(config, activations)
          : WholeRecording.decode(DbnBeatDecoder.of(config), activations, columns);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static PeakRule peaks(double frameRate, int columns) {
    PeakRule defaults = PeakRule.defaults();
    double scale = frameRate / defaults.frameRate();
    return new PeakRule(
        frameRate,
        columns == 2,
        defaults.threshold(),
        (int) Math.max(1, Math.round(defaults.reachFrames() * scale)),
        (int) Math.max(1, Math.round(defaults.gapFrames() * scale)),
        defaults.maxBeats(),
        defaults.idleFrames());
  }

  private static DecoderConfig config(DecoderOptions options, double frameRate, int columns) {
    List<Integer> bars = columns == 1 ? List.of() : options.barLengths();
    if (columns == 1 && options.bars != null && !options.bars.equalsIgnoreCase("none")) {
      throw CommandException.usage("--bars needs two columns, beats and downbeats; there is one");
    }
    List<Integer> lengths = Objects.requireNonNullElse(bars, List.of(3, 4));
    double[] range =
        Objects.requireNonNullElse(options.tempoRange(), new double[] {SLOWEST, FASTEST});
    double lambda = Objects.requireNonNullElse(options.tempoLambda(), LAMBDA);
    if (options.kind() == DecoderOptions.Kind.SEED) {
      return DecoderConfig.seed(lambda);
    }
    DecoderConfig defaults = DecoderConfig.defaults();
    return new DecoderConfig(
        frameRate,
        TempoModel.exponential(BeatIntervals.ofTempi(frameRate, range[0], range[1]), lambda),
        lengths.isEmpty()
            ? MeterModel.none()
            : new MeterModel(lengths, defaults.meter().changeProbability()),
        new ObservationModel(16, 1e-5, true),
        new PassageRule(columns == 1 ? 0 : DOWNBEAT_THRESHOLD, PRESENCE, 0, PassageRule.NO_GAP),
        new StreamRule(
            defaults.stream().checkFrames(), StreamRule.UNBOUNDED, defaults.stream().idleFrames()));
  }
}
