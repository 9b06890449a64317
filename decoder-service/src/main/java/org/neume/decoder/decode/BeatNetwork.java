package org.neume.decoder.decode;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.zip.CRC32;

/**
 * The tables of a configuration, shared by all decoders that use it: states, transitions and
 * densities. Immutable.
 */
final class BeatNetwork {
  private final DecoderConfig config;
  private final BeatStateSpace space;
  private final TempoTransitions tempo;
  private final MeterTransitions meter;
  private final FrameScores frames;
  private final MaxPlusKernel kernel;
  private final int fingerprint;

  BeatNetwork(DecoderConfig config) {
    this(config, new TempoTransitions(config.tempo()), new MeterTransitions(config.meter()));
  }

  /** The tables of a configuration with transitions of one's own. */
  BeatNetwork(DecoderConfig config, TempoTransitions tempo, MeterTransitions meter) {
    this.config = config;
    space = new BeatStateSpace(config);
    this.tempo = tempo;
    this.meter = meter;
    frames = new FrameScores(config);
    kernel = new MaxPlusKernel(tempo, space.intervalCount());
    fingerprint = fingerprint(config);
  }

  private static int fingerprint(DecoderConfig config) {
    StringJoiner parts = new StringJoiner(" ");
    parts.add(Double.toString(config.frameRate()));
    config.tempo().intervals().forEach(interval -> parts.add(Integer.toString(interval)));
    parts.add(Double.toString(config.tempo().lambda()));
    parts.add(Double.toString(config.tempo().changeProbability().orElse(-1)));
    parts.add("bars");
    config.meter().barLengths().forEach(length -> parts.add(Integer.toString(length)));
    parts.add(Double.toString(config.meter().changeProbability()));
    ObservationModel observation = config.observation();
    parts.add(Integer.toString(observation.lambda()));
    parts.add(Double.toString(observation.floor()));
    parts.add(Boolean.toString(observation.correctToPeak()));
    parts.add(Double.toString(observation.sharpness()));
    PassageRule passages = config.passages();
    parts.add(Double.toString(passages.threshold()));
    parts.add(Double.toString(passages.presence()));
    parts.add(Long.toString(passages.minimumFrames()));
    parts.add(Long.toString(passages.gapFrames()));
    StreamRule stream = config.stream();
    parts.add(Integer.toString(stream.checkFrames()));
    parts.add(Long.toString(stream.maxUndecidedFrames()));
    parts.add(Integer.toString(stream.idleFrames()));
    CRC32 crc = new CRC32();
    crc.update(parts.toString().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  DecoderConfig config() {
    return config;
  }

  BeatStateSpace space() {
    return space;
  }

  TempoTransitions tempo() {
    return tempo;
  }

  MeterTransitions meter() {
    return meter;
  }

  FrameScores frames() {
    return frames;
  }

  MaxPlusKernel kernel() {
    return kernel;
  }

  /** A number that differs, almost surely, between configurations. */
  int fingerprint() {
    return fingerprint;
  }

  /** Log probability of each state before the first frame. */
  long initialScore() {
    return FixedPoint.log(1.0 / space.stateCount());
  }
}
