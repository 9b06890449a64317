package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Recordings of single notes whose pitch is known, to measure on. */
public final class KnownPitches {
  private KnownPitches() {}

  /**
   * The notes that somebody labeled: by a table {@code notes.tsv} or NSynth's {@code examples.json}, named
   * itself or found in a folder, or, in a folder without tables, by the names of the files, {@code A#3.wav}.
   *
   * @return by the path below the folder, or beside the table, with slashes; frames and onset are not known
   * @throws IOException where a table is damaged, or no pitch is known
   */
  public static SortedMap<String, SoundLabel> of(Path truth) throws IOException {
    boolean folder = Files.isDirectory(truth);
    if (!folder && !Files.isReadable(truth)) {
      throw new IOException(truth + " cannot be read: give a folder of notes, or their table");
    }
    Map<String, List<SoundRecordings.Entry>> units = new TreeMap<>();
    if (folder) {
      units.putAll(SoundRecordings.find(truth));
    } else {
      SoundRecordings.read(truth, units);
    }
    Path base = folder ? truth : truth.toAbsolutePath().resolveSibling("");
    SortedMap<String, SoundLabel> known = new TreeMap<>();
    units
        .values()
        .forEach(
            entries ->
                entries.forEach(entry -> known.put(below(base, entry.file()), entry.label())));
    if (folder && known.isEmpty()) {
      byName(truth, known);
    }
    if (known.isEmpty()) {
      throw new IOException(
          truth
              + " says no pitch: put notes.tsv or examples.json there, or call the files by it, A#3.wav");
    }
    return known;
  }

  private static void byName(Path folder, SortedMap<String, SoundLabel> known) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(
          file -> NamedNote.of(file).ifPresent(label -> known.put(below(folder, file), label)));
    }
  }

  private static String below(Path folder, Path file) {
    return folder
        .toAbsolutePath()
        .normalize()
        .relativize(file.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }
}
