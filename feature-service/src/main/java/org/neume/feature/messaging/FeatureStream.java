package org.neume.feature.messaging;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neume.feature.signal.ConstantQConfig;
import org.neume.feature.signal.LogBandConfig;
import org.neume.feature.signal.RawFrameConfig;
import org.neume.feature.signal.Representation;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.feature.signal.SpectrumKind;

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

  /** Raw audio of single notes, with level and fundamental: 62.5 frames of 256 samples a second. */
  static final FeatureStream NOTE_RAW = of("single-note-16000", SingleNoteConfig.RAW);

  /** Constant-Q spectra of single notes, with level and fundamental. */
  static final FeatureStream NOTE_CONSTANT_Q =
      of("single-note-constant-q", SingleNoteConfig.CONSTANT_Q);

  /** Magnitude spectra for multipitch: 86.13 frames of 1,486 bins a second. */
  static final FeatureStream SPECTROGRAM =
      spectrum(new SpectrumConfig(SpectrumKind.SPECTROGRAM, 8_192));

  /** Raw audio for networks that learn their own filters: 86.13 frames of 512 samples a second. */
  static final FeatureStream RAW_WINDOWS = of("raw-44100", RawFrameConfig.WINDOWS);

  /** The streams that there are, in the order in which a recording's are written. */
  static final List<FeatureStream> ALL =
      Stream.concat(
              Stream.of(LOG_BANDS, CONSTANT_Q, RAW, RAW_WINDOWS, NOTE_RAW, NOTE_CONSTANT_Q),
              SpectrumConfig.FAMILY.stream().map(FeatureStream::spectrum))
          .toList();

  /** Bytes of float16 in a block: far enough from the 256 KiB of a record for what else is in it. */
  private static final int BLOCK_BYTES = 200 * 1_024;

  private static FeatureStream of(String name, Representation representation) {
    return new FeatureStream(name, representation, representation.provenance(name));
  }

  private static FeatureStream spectrum(SpectrumConfig config) {
    return of(config.name(), config);
  }

  /** The stream of this name, if there is one. */
  static Optional<FeatureStream> named(String name) {
    return ALL.stream().filter(s -> s.name.equals(name)).findFirst();
  }

  /**
   * Frames in a block: one second, but for a part of a frame; fewer where a second would not fit into a
   * record.
   */
  int blockFrames() {
    int fitting = BLOCK_BYTES / (2 * representation.bins());
    return Math.min((int) representation.framesPerSecond(), fitting);
  }
}
