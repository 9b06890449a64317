package org.neume.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param truth the folder; NSynth's table, which ends in {@code .json}; or another table
   * @return by the path below the folder, or beside the table, with slashes; frames and onset are not known
   * @throws IOException where a table is damaged or a folder unreadable, a file is named with two pitches,
   *     or no pitch is known
   */
  public static SortedMap<String, SoundLabel> of(Path truth) throws IOException {
    boolean folder = Files.isDirectory(truth);
    if (!folder && !Files.isReadable(truth)) {
      throw new IOException(truth + " cannot be read: give a folder of notes, or their table");
    }
    SortedMap<String, SoundLabel> known;
    try {
      known = folder ? below(truth) : beside(truth);
    } catch (UncheckedIOException e) {
      throw new IOException(
          "%s cannot be read through (%s): give a folder whose folders you may read"
              .formatted(truth, Objects.requireNonNull(e.getCause()).getMessage()),
          e);
    }
    if (known.isEmpty()) {
      throw new IOException(
          truth
              + " says no pitch: put notes.tsv or examples.json there, or call the files by it, A#3.wav");
    }
    return known;
  }

  private static SortedMap<String, SoundLabel> below(Path folder) throws IOException {
    SortedMap<String, SoundLabel> known = new TreeMap<>();
    put(SoundRecordings.find(folder), folder, known);
    if (known.isEmpty()) {
      byName(folder, known);
    }
    return known;
  }

  private static SortedMap<String, SoundLabel> beside(Path table) throws IOException {
    Map<String, List<SoundRecordings.Entry>> units = new TreeMap<>();
    SoundRecordings.read(table, units);
    SortedMap<String, SoundLabel> known = new TreeMap<>();
    put(units, table.toAbsolutePath().resolveSibling(""), known);
    return known;
  }

  private static void put(
      Map<String, List<SoundRecordings.Entry>> units,
      Path base,
      SortedMap<String, SoundLabel> known)
      throws IOException {
    for (List<SoundRecordings.Entry> entries : units.values()) {
      for (SoundRecordings.Entry entry : entries) {
        String file = below(base, entry.file());
        SoundLabel before = known.put(file, entry.label());
        if (before != null && before.pitch() != entry.label().pitch()) {
          throw new IOException(
              "%s is said to have the pitch %d and %d: keep one of the two in its table"
                  .formatted(
                      entry.file(),
                      Math.min(before.pitch(), entry.label().pitch()),
                      Math.max(before.pitch(), entry.label().pitch())));
        }
      }
    }
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
