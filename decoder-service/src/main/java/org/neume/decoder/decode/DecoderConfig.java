package org.neume.decoder.decode;

import java.util.List;
import java.util.OptionalDouble;

/**
 * All that the beat network's decoder can be told. Immutable.
 *
 * @param frameRate frames per second
 * @param tempo beat periods and their changes
 * @param meter bar lengths and their changes
 * @param observation how activations are read
 * @param passages which stretches are decoded
 * @param stream when decisions leave
 */
public record DecoderConfig(
    double frameRate,
    TempoModel tempo,
    MeterModel meter,
    ObservationModel observation,
    PassageRule passages,
    StreamRule stream) {
  private static final double FRAME_RATE = 100;

  /** Refuses combinations that cannot work, saying why. */
  public DecoderConfig {
    if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
      throw new IllegalArgumentException("frame rate is " + frameRate + ": it must be positive");
    }
    if (stream.maxUndecidedFrames() < 4L * tempo.longest()) {
      throw new IllegalArgumentException(
          "decisions after %d frames: that must be at least four of the longest beats, %d frames"
              .formatted(stream.maxUndecidedFrames(), 4L * tempo.longest()));
    }
  }

  /**
   * Bars of three and four beats at 100 frames per second, 55 to 240 BPM, every whole period, lambda
   * 100. The rarity of a change of meter and the sharpness were chosen on the validation recordings
   * of the network {@code beats}; 1e-3 and 1 gave lower F-measures of beats and downbeats there. The
   * fastest tempo was chosen on its rendered validation pieces, of which some are that fast.
   */
  public static DecoderConfig defaults() {
    return new DecoderConfig(
        FRAME_RATE,
        TempoModel.exponential(BeatIntervals.ofTempi(FRAME_RATE, 55, 240), 100),
        new MeterModel(List.of(3, 4), 1e-6),
        new ObservationModel(16, 1e-5, true, 1.25),
        new PassageRule(0.05, 0.1, 100, 1000),
        new StreamRule(100, 12_000, 1000));
  }

  /**
   * Beats without bars of 55 to 215 BPM, activations as they are, otherwise the defaults: the settings
   * that the literature's decoder is published with, so that anybody's activations give its detections.
   */
  public static DecoderConfig beatsOnly() {
    return defaults()
        .withTempo(TempoModel.exponential(BeatIntervals.ofTempi(FRAME_RATE, 55, 215), 100))
        .withMeter(MeterModel.none())
        .withObservation(new ObservationModel(16, 1e-5, true));
  }

  /**
   * The choices of the text that this project started from: beats alone, periods of 27 to 107
   * frames (5,427 states), a tempo change with probability 0.002 at a beat's end, beats on the first
   * frame of their period, every frame decoded.
   *
   * @param lambda steepness of tempo changes, reasonable from 1 to 300
   */
  public static DecoderConfig seed(double lambda) {
    return new DecoderConfig(
        FRAME_RATE,
        new TempoModel(BeatIntervals.ofFrames(27, 107), lambda, OptionalDouble.of(0.002)),
        MeterModel.none(),
        new ObservationModel(16, 1e-5, false),
        PassageRule.wholeRecording(0),
        defaults().stream());
  }

  /** This configuration with other tempi. */
  public DecoderConfig withTempo(TempoModel other) {
    return new DecoderConfig(frameRate, other, meter, observation, passages, stream);
  }

  /** This configuration with other bars. */
  public DecoderConfig withMeter(MeterModel other) {
    return new DecoderConfig(frameRate, tempo, other, observation, passages, stream);
  }

  /** This configuration reading activations otherwise. */
  public DecoderConfig withObservation(ObservationModel other) {
    return new DecoderConfig(frameRate, tempo, meter, other, passages, stream);
  }

  /** This configuration with other passages. */
  public DecoderConfig withPassages(PassageRule other) {
    return new DecoderConfig(frameRate, tempo, meter, observation, other, stream);
  }

  /** This configuration deciding at other times. */
  public DecoderConfig withStream(StreamRule other) {
    return new DecoderConfig(frameRate, tempo, meter, observation, passages, other);
  }
}
