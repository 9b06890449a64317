package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a feature cache of the networks that learn from beats is made of. */
final class BeatOrigin {
  /** What the features were computed by. */
  static final String FEATURES = "features";

  /** Raised whenever the same sources, soundfonts and seed would make other pieces. */
  private static final int VERSION = 1;

  private BeatOrigin() {}

  /**
   * That of a build.
   *
   * @param soundfonts soundfont files; their order counts
   * @param features what is computed of the audio
   * @throws IOException where a source or a soundfont cannot be read
   */
  static CacheOrigin of(
      List<SourcePiece> sources, List<Path> soundfonts, FeatureMaker features, long seed)
      throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(FEATURES, features.provenance());
    parts.put("pieces", "of version " + VERSION);
    parts.put("seed", Long.toString(seed));
    parts.put("sources", SourceHash.ofBeats(sources));
    parts.put("soundfonts", CacheOrigin.fonts(soundfonts));
    return new CacheOrigin(parts);
  }
}
