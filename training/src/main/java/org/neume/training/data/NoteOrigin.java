package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that decides which pieces a note cache holds and on which side of the split each is: where any of
 * it differs, equal numbers mean other pieces, and what one plan holds out another may train on. How many
 * hours are made is not part of it, for a longer build continues a shorter one.
 *
 * @param parts value by name, as people know them, in the order in which a manifest begins with them
 */
record NoteOrigin(Map<String, String> parts) {
  private static final String FEATURES = "features";
  private static final String PIECES = "pieces";
  private static final String FOLD = "fold";
  private static final String SEED = "seed";
  private static final String SOURCES = "sources";
  private static final String SOUNDFONTS = "soundfonts";
  private static final String VALIDATION_SOUNDFONTS = "validation soundfonts";
  private static final List<String> NAMES =
      List.of(FEATURES, PIECES, FOLD, SEED, SOURCES, SOUNDFONTS, VALIDATION_SOUNDFONTS);

  /** Raised whenever the same sources, soundfonts and seed would make other pieces. */
  private static final int VERSION = 2;

  private static final String SEPARATOR = ": ";

  NoteOrigin {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * That of a build.
   *
   * @param soundfonts soundfont files of the training pieces; their order counts
   * @param validationSoundfonts soundfont files of the validation pieces
   * @param fold which third of the recordings validates
   * @throws IOException where a source or a soundfont cannot be read
   */
  static NoteOrigin of(
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
    parts.put(SOUNDFONTS, fonts(soundfonts));
    parts.put(VALIDATION_SOUNDFONTS, fonts(validationSoundfonts));
    return new NoteOrigin(parts);
  }

  private static String fonts(List<Path> files) throws IOException {
    List<String> named = new ArrayList<>();
    for (Path file : files) {
      // Those who give one twice want it drawn twice as often.
      named.add(file.getFileName() + " " + SourceHash.ofFile(file));
    }
    return named.isEmpty() ? "none" : String.join(", ", named);
  }

  /** Reads what {@link #lines} wrote, and all lines of another release that look like it. */
  static NoteOrigin parse(List<String> lines) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String line : lines) {
      int end = line.indexOf(SEPARATOR);
      if (end > 0) {
        parts.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
      }
    }
    return new NoteOrigin(parts);
  }

  /** A line for each part. */
  List<String> lines() {
    return parts.entrySet().stream().map(p -> p.getKey() + SEPARATOR + p.getValue()).toList();
  }

  /** Whether it says everything that an origin of this program does. */
  boolean isWhole() {
    return parts.keySet().containsAll(NAMES);
  }

  /** What the features were computed by. */
  String features() {
    return parts.getOrDefault(FEATURES, "");
  }

  /** Which third of the recordings validates. */
  String fold() {
    return parts.getOrDefault(FOLD, "");
  }

  /** What is another than in {@code there}: name, value there and value here, for people. */
  List<String> differences(NoteOrigin there) {
    List<String> different = new ArrayList<>();
    parts.forEach(
        (name, value) -> {
          String other = there.parts.get(name);
          if (!Objects.equals(other, value)) {
            different.add("%s %s, not %s".formatted(name, other, value));
          }
        });
    return different;
  }
}
