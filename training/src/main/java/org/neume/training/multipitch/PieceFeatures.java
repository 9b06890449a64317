package org.neume.training.multipitch;

import org.neume.feature.signal.FrameExtractor;
import org.neume.feature.signal.FrameSink;
import org.neume.feature.signal.RawFrameConfig;
import org.neume.feature.signal.Representation;
import org.neume.feature.signal.SpectrumConfig;

/**
 * Computes frames anywhere in a piece as the feature service would of its samples. Immutable.
 *
 * @param representation raw frames of 512 samples, or a spectrum centered on every 512th
 */
record PieceFeatures(Representation representation) {
  private static final int HOP = MultipitchPiece.HOP;

  /**
   * The representation of a name.
   *
   * @throws IllegalArgumentException if no piece has features of that name
   */
  static PieceFeatures of(String name) {
    if (name.equals("raw-44100")) {
      return new PieceFeatures(RawFrameConfig.WINDOWS);
    }
    return SpectrumConfig.FAMILY.stream()
        .filter(config -> config.name().equals(name))
        .findFirst()
        .map(PieceFeatures::new)
        .orElseThrow(() -> new IllegalArgumentException("there is no spectrum " + name));
  }

  /** Values of a frame. */
  int width() {
    return representation.bins();
  }

  /**
   * Copies frames; what lies outside of the piece is silence.
   *
   * @param first the first frame, which may lie before the piece
   * @param gain factor on the samples
   */
  void copy(MultipitchPiece piece, int first, int count, float gain, float[] target, int offset) {
    // As much before the first frame as a window reaches, in whole frames.
    int reach = (int) -Math.floorDiv(representation.firstSample(0), (long) HOP);
    int end = (int) -Math.floorDiv(-(representation.lastSample(count - 1L) + 1), (long) HOP);
    float[] samples = new float[(reach + end) * HOP];
    piece.samples((long) (first - reach) * HOP, samples.length, samples, 0);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    int width = width();
    FrameSink sink =
        (frame, values) -> {
          int row = (int) frame - reach;
          if (row >= 0 && row < count) {
            System.arraycopy(values, 0, target, offset + row * width, width);
          }
        };
    FrameExtractor extractor = representation.extractor(0, reach);
    extractor.push(samples, 0, samples.length, sink);
  }
}
