package org.neume.feature.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.neume.feature.signal.ConstantQConfig;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.Representation;

/** The output streams that there are: one for each representation, by whose name it goes. */
enum FeatureStream {
  /** Band spectra for beats: 100 frames of 81 bands a second. */
  LOG_BANDS("log-bands-81", LogBandConfig.DEFAULT, 1),

  /** Constant-Q spectra for notes: 50 frames of 432 bins a second. */
  CONSTANT_Q("constant-q-48", ConstantQConfig.DEFAULT, 1);

  private final String streamName;
  private final Representation representation;
  private final String provenance;

  /**
   * A stream.
   *
   * @param arithmetic raised whenever a value changes that the configuration does not tell
   */
  FeatureStream(String streamName, Representation representation, int arithmetic) {
    this.streamName = streamName;
    this.representation = representation;
    CRC32C hash = new CRC32C();
    hash.update((arithmetic + " " + representation).getBytes(StandardCharsets.UTF_8));
    provenance = "%s-%08x".formatted(streamName, hash.getValue());
  }

  /** The stream of this name, if there is one. */
  static Optional<FeatureStream> named(String name) {
    return Arrays.stream(values()).filter(s -> s.streamName.equals(name)).findFirst();
  }

  String streamName() {
    return streamName;
  }

  Representation representation() {
    return representation;
  }

  /** What made the frames: equal audio and equal provenance give equal bytes. */
  String provenance() {
    return provenance;
  }

  /** Frames in a block: one second. */
  int blockFrames() {
    return (int) representation.framesPerSecond();
  }
}
