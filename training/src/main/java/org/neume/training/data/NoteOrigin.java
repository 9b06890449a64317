package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a note cache is made of, and by its fold on which side of the split each piece is. */
final class NoteOrigin {
  /** What the features were computed by. */
  static final String FEATURES = "features";

  /** Which third of the recordings validates. */
  static final String FOLD = "fold";

  private static final String PIECES = "pieces";
  private static final String SEED = "seed";
  private static final String SOURCES = "sources";
  private static final String SOUNDFONTS = "soundfonts";
  private static final String VALIDATION_SOUNDFONTS = "validation soundfonts";
  private static final List<String> NAMES =
      List.of(FEATURES, PIECES, FOLD, SEED, SOURCES, SOUNDFONTS, VALIDATION_SOUNDFONTS);

  /** Raised whenever the same sources, soundfonts and seed would make other pieces. */
  private static final int VERSION = 2;

  private NoteOrigin() {}

  /**
   * That of a build.
   *
   * @param soundfonts soundfont files of the training pieces; their order counts
   * @param validationSoundfonts soundfont files of the validation pieces
   * @param fold which third of the recordings validates
   * @throws IOException where a source or a soundfont cannot be read
   */
  static CacheOrigin of(
      List<SourcePiece> sources,
      List<Path> soundfonts,
      List<Path> validationSoundfonts,
      int fold,
      long seed)
      throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(FEATURES, ConstantQMaker.PROVENANCE);
    parts.put(PIECES, "of version " + VERSION);
    parts.put(FOLD, Integer.toString(fold));
    parts.put(SEED, Long.toString(seed));
    parts.put(SOURCES, SourceHash.of(sources));
    parts.put(SOUNDFONTS, CacheOrigin.fonts(soundfonts));
    parts.put(VALIDATION_SOUNDFONTS, CacheOrigin.fonts(validationSoundfonts));
    return new CacheOrigin(parts);
  }

  /** Whether it says everything that the origin of a note cache of this program does. */
  static boolean isWhole(CacheOrigin origin) {
    return origin.parts().keySet().containsAll(NAMES);
  }
}
