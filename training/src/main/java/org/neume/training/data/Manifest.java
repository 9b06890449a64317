package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of what a feature cache holds, {@code manifest.tsv}: lines that say what the whole is made of ({@link CacheOrigin}; those of earlier
 * releases have none), a line of column names, and a line per piece, appended when its file is complete.
 * Thread-safe.
 */
public final class Manifest {
  private static final String NAME = "manifest.tsv";
  private static final String HEADER =
      "file\tid\tgroup\tcollection\tlicense\trecorded\tcopy\tseed\tseconds\tframes_per_second\tbeats";

  /**
   * One piece.
   *
   * @param file name within the cache folder
   * @param recorded true for recordings and their altered copies
   * @param copy for recordings: 0 is the untouched one
   */
  public record Entry(
      String file,
      String id,
      String group,
      String collection,
      String license,
      boolean recorded,
      int copy,
      long seed,
      double seconds,
      double frameRate,
      int beats) {
    private String line() {
      return String.join(
          "\t",
          file,
          id,
          group,
          collection,
          license,
          Boolean.toString(recorded),
          Integer.toString(copy),
          Long.toString(seed),
          Double.toString(seconds),
          Double.toString(frameRate),
          Integer.toString(beats));
    }

    private static Entry parse(String line) {
      String[] c = line.split("\t", -1);
      return new Entry(
          c[0],
          c[1],
          c[2],
          c[3],
          c[4],
          Boolean.parseBoolean(c[5]),
          Integer.parseInt(c[6]),
          Long.parseLong(c[7]),
          Double.parseDouble(c[8]),
          Double.parseDouble(c[9]),
          Integer.parseInt(c[10]));
    }
  }

  private final Path path;
  private final CacheOrigin origin;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Opens the manifest of a cache folder, an empty one where there is none.
   *
   * @throws IOException where it cannot be read
   */
  public Manifest(Path folder) throws IOException {
    this(folder, new CacheOrigin(Map.of()));
  }

  /**
   * Opens the manifest of a cache folder to build on.
   *
   * @param origin what the cache is, or will be, made of
   * @throws IOException where it cannot be read, or says that it is made of anything else
   */
  static Manifest of(Path folder, CacheOrigin origin) throws IOException {
    Manifest manifest = new Manifest(folder, origin);
    List<String> differences =
        manifest.saysItsOrigin() ? origin.differences(manifest.origin) : List.of();
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s is of other data (%s): give what it was made of, or another --cache"
              .formatted(manifest.path, String.join("; ", differences)));
    }
    return manifest;
  }

  private Manifest(Path folder, CacheOrigin fresh) throws IOException {
    path = folder.resolve(NAME);
    if (!Files.exists(path)) {
      origin = fresh;
      return;
    }
    List<String> all = Files.readAllLines(path);
    int header = all.indexOf(HEADER);
    if (header < 0) {
      throw new IOException(path + " is of another version: delete the folder and build it again");
    }
    origin = CacheOrigin.parse(all.subList(0, header));
    List<String> lines = all.subList(header, all.size());
    int columns = HEADER.split("\t", -1).length;
    for (String line : lines.subList(1, lines.size())) {
      // A build that was killed may leave half a line; its piece is made again.
      if (line.split("\t", -1).length == columns) {
        Entry entry = Entry.parse(line);
        if (Files.exists(folder.resolve(entry.file()))) {
          entries.put(entry.id(), entry);
        }
      }
    }
  }

  /** Whether it says what it is made of, as those of earlier releases do not. */
  boolean saysItsOrigin() {
    return !origin.parts().isEmpty();
  }

  /**
   * Refuses features that were computed by something else, where it says by what.
   *
   * @throws IOException naming both
   */
  void require(FeatureMaker features) throws IOException {
    String there = origin.part(BeatOrigin.FEATURES);
    if (saysItsOrigin() && !there.equals(features.provenance())) {
      throw new IOException(
          "%s holds features by %s, not %s: delete the folder and build it again, or give another --cache"
              .formatted(path, there, features.provenance()));
    }
  }

  /** Says whether a piece is there, made from the same seed. */
  public synchronized boolean contains(String id, long seed) {
    Entry entry = entries.get(id);
    return entry != null && entry.seed() == seed;
  }

  /** Appends a piece. */
  public synchronized void add(Entry entry) throws IOException {
    String text =
        Files.exists(path)
            ? ""
            : Stream.concat(origin.lines().stream(), Stream.of(HEADER, ""))
                .collect(Collectors.joining("\n"));
    Files.writeString(
        path,
        text + entry.line() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    entries.put(entry.id(), entry);
  }

  /** All pieces, by file name, which is the order of the plan. */
  public synchronized List<Entry> entries() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(java.util.Comparator.comparing(Entry::file));
    return sorted;
  }

  /** Sum of the lengths in hours. */
  public synchronized double hours() {
    return entries.values().stream().mapToDouble(Entry::seconds).sum() / 3600;
  }
}
