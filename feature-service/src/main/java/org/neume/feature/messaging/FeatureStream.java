package org.neume.feature.messaging;

import java.util.List;
import java.util.Optional;
import org.neume.feature.signal.ConstantQConfig;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.RawFrameConfig;
import org.neume.feature.signal.Representation;

/**
 * An output stream: a representation, by whose name it goes. Immutable.
 *
 * @param name the representation's name
 * @param representation how its frames are computed
 * @param provenance what made the frames: equal audio and equal provenance give equal bytes
 */
record FeatureStream(String name, Representation representation, String provenance) {
  /** Band spectra for beats: 100 frames of 81 bands a second. */
  static final FeatureStream LOG_BANDS = of("log-bands-81", LogBandConfig.DEFAULT);

  /** Constant-Q spectra for notes: 50 frames of 432 bins a second. */
  static final FeatureStream CONSTANT_Q = of("constant-q-48", ConstantQConfig.DEFAULT);

  /** Raw audio for tempo: 110.25 frames of 100 samples a second. */
  static final FeatureStream RAW = of("raw-11025", RawFrameConfig.TEMPO);

  /** The streams that there are, in the order in which a recording's are written. */
  static final List<FeatureStream> ALL = List.of(LOG_BANDS, CONSTANT_Q, RAW);

  private static FeatureStream of(String name, Representation representation) {
    return new FeatureStream(name, representation, representation.provenance(name));
  }

  /** The stream of this name, if there is one. */
  static Optional<FeatureStream> named(String name) {
    return ALL.stream().filter(s -> s.name.equals(name)).findFirst();
  }

  /** Frames in a block: one second, but for a part of a frame. */
  int blockFrames() {
    return (int) representation.framesPerSecond();
  }
}
