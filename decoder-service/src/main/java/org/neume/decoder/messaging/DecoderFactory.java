package org.neume.decoder.messaging;

import org.neume.decoder.decode.BeatDecoder;
import org.neume.decoder.decode.DbnBeatDecoder;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.PeakPickingDecoder;
import org.neume.decoder.decode.PeakRule;
import org.neume.decoder.decode.ResumePoint;

/** Opens decoders of one kind for recordings. Immutable; its text tells all of its settings. */
public sealed interface DecoderFactory {
  /** Frames per second that the decoders are made for. */
  double frameRate();

  /** A short name of the kind, for provenance. */
  String kind();

  /** A decoder for a recording from its first frame on. */
  BeatDecoder start(boolean downbeats);

  /**
   * A decoder that goes on behind a decision.
   *
   * @throws IllegalArgumentException if the point was made by another decoder or with other settings
   */
  BeatDecoder resume(boolean downbeats, ResumePoint point);

  /** The dynamic Bayesian network. */
  record Network(DecoderConfig config) implements DecoderFactory {
    @Override
    public double frameRate() {
      return config.frameRate();
    }

    @Override
    public String kind() {
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
  record Peaks(PeakRule rule) implements DecoderFactory {
    @Override
    public double frameRate() {
      return rule.frameRate();
    }

    @Override
    public String kind() {
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
      return new PeakRule(
          rule.frameRate(),
          rule.bars() && downbeats,
          rule.threshold(),
          rule.reachFrames(),
          rule.gapFrames(),
          rule.maxBeats(),
          rule.idleFrames());
    }
  }
}
