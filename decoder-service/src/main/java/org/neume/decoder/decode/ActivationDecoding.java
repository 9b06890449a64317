package org.neume.decoder.decode;

/**
 * Which decoder turns activations into beats, with all of its settings. Immutable; equal choices
 * give equal beats.
 *
 * <p>Networks without downbeats are decoded by the same choice without its bars.
 */
public sealed interface ActivationDecoding {
  /** Frames per second that the decoders are made for. */
  double frameRate();

  /** The decoder's name: {@code dbn} or {@code peaks}. */
  String name();

  /**
   * A decoder for a recording from its first frame on.
   *
   * @param downbeats whether the activations have a second column, that of downbeats
   */
  BeatDecoder start(boolean downbeats);

  /**
   * A decoder that goes on behind a decision.
   *
   * @param downbeats as it was at the start
   * @throws IllegalArgumentException if the point was made by another decoder or with other settings
   */
  BeatDecoder resume(boolean downbeats, ResumePoint point);

  /** The dynamic Bayesian network. */
  record Network(DecoderConfig config) implements ActivationDecoding {
    @Override
    public double frameRate() {
      return config.frameRate();
    }

    @Override
    public String name() {
      return "dbn";
    }

    @Override
    public BeatDecoder start(boolean downbeats) {
      return DbnBeatDecoder.of(suited(downbeats));
    }

    @Override
    public BeatDecoder resume(boolean downbeats, ResumePoint point) {
      return DbnBeatDecoder.resume(suited(downbeats), point);
    }

    private DecoderConfig suited(boolean downbeats) {
      return downbeats ? config : config.withMeter(MeterModel.none());
    }
  }

  /** Peak picking. */
  record Peaks(PeakRule rule) implements ActivationDecoding {
    @Override
    public double frameRate() {
      return rule.frameRate();
    }

    @Override
    public String name() {
      return "peaks";
    }

    @Override
    public BeatDecoder start(boolean downbeats) {
      return PeakPickingDecoder.of(suited(downbeats));
    }

    @Override
    public BeatDecoder resume(boolean downbeats, ResumePoint point) {
      return PeakPickingDecoder.resume(suited(downbeats), point);
    }

    private PeakRule suited(boolean downbeats) {
      return rule.withBars(rule.bars() && downbeats);
    }
  }
}
