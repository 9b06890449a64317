package org.neume.feature.signal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What fixes a kind of features: its sample rate, its frames, and how to compute them.
 *
 * <p>Positions count samples at {@link #sampleRate} from the start of the recording. Immutable;
 * {@code toString} names every value that the features depend on, for provenance.
 */
public interface Representation {

  /** Samples per second that frames are computed from, in Hz. */
  int sampleRate();

  /** Frames per second. */
  double framesPerSecond();

  /** Values per frame. */
  default int bins() {
    return extractor(0, 0).bins();
  }

  /** Frames of a recording of {@code samples} samples: one for every center inside it. */
  long frames(long samples);

  /** Position of the first sample that frame {@code frame} needs; may lie below 0. */
  long firstSample(long frame);

  /** Position of the last sample that frame {@code frame} needs. */
  long lastSample(long frame);

  /**
   * An extractor, perhaps one that begins in the middle of a recording.
   *
   * @param firstSample position of the first sample that will be pushed, at most {@code max(0,
   *     firstSample(firstFrame))}
   * @param firstFrame the first frame to give out, at least 0
   */
  FrameExtractor extractor(long firstSample, long firstFrame);

  /** Raised whenever a value of a frame changes that {@code toString} does not tell. */
  int arithmetic();

  /**
   * What makes frames of this representation: equal audio and equal provenance give equal values.
   *
   * @param name the representation's name
   */
  default String provenance(String name) {
    CRC32C hash = new CRC32C();
    hash.update((arithmetic() + " " + this).getBytes(StandardCharsets.UTF_8));
    return "%s-%08x".formatted(name, hash.getValue());
  }

  /** The frames of a whole recording, frames x bins, row by row. */
  default float[] extract(float[] mono) {
    FrameExtractor extractor = extractor(0, 0);
    int bins = extractor.bins();
    float[] features = new float[Math.toIntExact(frames(mono.length) * bins)];
    FrameSink sink =
        (frame, values) -> System.arraycopy(values, 0, features, (int) frame * bins, bins);
    extractor.push(mono, 0, mono.length, sink);
    extractor.finish(sink);
    return features;
  }
}
