package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neume.inference.model.Sha256;

/** What a cache of single notes is made of, the file that says it, and the refusal of another. */
final class SoundOrigin {
  private static final String FILE = "made-of.txt";
  private static final String FEATURES = "features";
  private static final String SOUNDFONTS = "soundfonts";
  private static final String RECORDINGS = "recordings";
  private static final int DIGITS = 16;

  /** Raised whenever the same sources, soundfonts and seed would make other notes. */
  private static final int VERSION = 1;

  private SoundOrigin() {}

  /**
   * That of a build.
   *
   * @param fonts soundfonts that render what is trained on; their order does not count
   * @param heldOut soundfonts that render validation notes
   * @param recordings recorded notes by the names of their units
   * @param each notes of an instrument and soundfont
   * @throws IOException where a soundfont or a recording cannot be read, or a soundfont is given twice
   */
  static CacheOrigin of(
      List<Path> fonts,
      List<Path> heldOut,
      Map<String, List<SoundRecordings.Entry>> recordings,
      SoundFeatures features,
      int each,
      long seed)
      throws IOException {
    requireDifferent(Stream.concat(fonts.stream(), heldOut.stream()).toList());
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(FEATURES, said(features));
    parts.put("notes", "%d an instrument, of version %d".formatted(each, VERSION));
    parts.put("seed", Long.toString(seed));
    parts.put("instruments", hash(PitchedPrograms.all().toString()));
    parts.put(SOUNDFONTS, CacheOrigin.fonts(ordered(fonts)));
    parts.put("validation soundfonts", CacheOrigin.fonts(ordered(heldOut)));
    parts.put(RECORDINGS, of(recordings));
    return new CacheOrigin(parts);
  }

  private static String said(SoundFeatures features) {
    return "%s arithmetic %d".formatted(features, features.representation().arithmetic());
  }

  private static List<Path> ordered(List<Path> fonts) {
    return fonts.stream().sorted(Comparator.comparing(SoundOrigin::name)).toList();
  }

  private static String of(Map<String, List<SoundRecordings.Entry>> recordings) throws IOException {
    StringBuilder all = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, List<SoundRecordings.Entry>> unit : recordings.entrySet()) {
      for (SoundRecordings.Entry entry : unit.getValue()) {
        all.append(unit.getKey()).append('\t').append(entry.label().row()).append('\t');
        all.append(SourceHash.ofFile(entry.file())).append('\n');
        count++;
      }
    }
    return "%d notes %s".formatted(count, hash(all.toString()));
  }

  private static String hash(String text) {
    return Sha256.of(text).substring(0, DIGITS);
  }

  /** One soundfont must not be on both sides, nor two have one name, for units are named by them. */
  private static void requireDifferent(List<Path> fonts) throws IOException {
    Map<String, Path> known = new HashMap<>();
    for (Path font : fonts) {
      if (!Files.isReadable(font)) {
        throw new IOException(font + " cannot be read: give soundfonts (.sf2) that exist");
      }
      for (String trait : List.of("held by " + SourceHash.ofFile(font), "named " + name(font))) {
        Path other = known.put(trait, font);
        if (other != null) {
          throw new IOException(
              trait.startsWith("held")
                  ? "%s and %s are the same soundfont: give it once, to train or to validate"
                      .formatted(other, font)
                  : "%s and %s have one name: rename one of them".formatted(other, font));
        }
      }
    }
  }

  /** The name of a soundfont without its ending: what the units that it renders are named by. */
  static String name(Path font) {
    return String.valueOf(font.getFileName()).replaceAll("\\.[^.]*$", "");
  }

  /**
   * Says what a cache is made of, or refuses it where it is made of something else.
   *
   * @param empty whether it holds no notes yet: then whatever a build said that made none is forgotten
   */
  static void claim(Path folder, CacheOrigin origin, boolean empty) throws IOException {
    if (empty) {
      Files.write(folder.resolve(FILE), origin.lines());
      return;
    }
    List<String> differences = origin.differences(said(folder));
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s was made otherwise (%s): give another --cache, or delete it"
              .formatted(folder, String.join("; ", differences)));
    }
  }

  /**
   * Refuses a cache that does not say what it is made of, or that holds other features.
   *
   * @throws IOException if it is one
   */
  static void requireFeatures(Path folder, SoundFeatures features) throws IOException {
    String there = said(folder).part(FEATURES);
    if (!there.equals(said(features))) {
      throw new IOException(
          "%s holds other features (%s, not %s): give another --cache, or delete it"
              .formatted(folder, there, said(features)));
    }
  }

  private static CacheOrigin said(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    CacheOrigin there =
        CacheOrigin.parse(Files.exists(file) ? Files.readAllLines(file) : List.of());
    if (there.part(SOUNDFONTS).isEmpty() || there.part(RECORDINGS).isEmpty()) {
      throw new IOException(
          "%s does not say which soundfonts and recordings it is made of, so what validates may have been trained on: delete it and build it again"
              .formatted(folder));
    }
    return there;
  }
}
