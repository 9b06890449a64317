package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neume.training.notes.NotePiece;

/**
 * The list of what a note cache holds, {@code notes-manifest.tsv}: lines that say what the whole is made
 * of ({@link CacheOrigin}), a line of column names, and a line per piece, appended when its file is
 * complete. Thread-safe.
 */
final class NoteManifest {
  private static final String NAME = "notes-manifest.tsv";
  private static final String HEADER =
      "file\tid\tkind\tvalidates\tcollection\tlicense\tseed\tseconds\tnotes";

  /**
   * One piece.
   *
   * @param file name within the cache folder
   * @param validates whether it is for validation
   */
  record Entry(
      String file,
      String id,
      NotePiece.Kind kind,
      boolean validates,
      String collection,
      String license,
      long seed,
      double seconds,
      int notes) {
    private String line() {
      return String.join(
          "\t",
          file,
          id,
          kind.name(),
          Boolean.toString(validates),
          collection,
          license,
          Long.toString(seed),
          Double.toString(seconds),
          Integer.toString(notes));
    }

    private static Entry parse(String line) {
      String[] c = line.split("\t", -1);
      return new Entry(
          c[0],
          c[1],
          NotePiece.Kind.valueOf(c[2]),
          Boolean.parseBoolean(c[3]),
          c[4],
          c[5],
          Long.parseLong(c[6]),
          Double.parseDouble(c[7]),
          Integer.parseInt(c[8]));
    }
  }

  private final Path path;
  private final CacheOrigin origin;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private NoteManifest(Path path, CacheOrigin origin) {
    this.path = path;
    this.origin = origin;
  }

  /**
   * Opens the manifest of a cache folder to build on, an empty one where there is none.
   *
   * @param origin what the cache is, or will be, made of
   * @throws IOException where it cannot be read, or the cache is made of anything else
   */
  static NoteManifest of(Path folder, CacheOrigin origin) throws IOException {
    NoteManifest manifest = new NoteManifest(folder.resolve(NAME), origin);
    if (Files.exists(manifest.path)) {
      CacheOrigin there = manifest.read(folder);
      manifest.requireFeatures(there, origin.part(NoteOrigin.FEATURES));
      manifest.requireFold(there, origin.part(NoteOrigin.FOLD));
      List<String> differences = origin.differences(there);
      if (!differences.isEmpty()) {
        throw new IOException(
            "%s is of other data (%s): give what it was made of, or another --cache"
                .formatted(manifest.path, String.join("; ", differences)));
      }
    }
    return manifest;
  }

  /**
   * Opens the manifest of a cache folder to read, an empty one where there is none.
   *
   * @param fold which third of the recordings validates
   * @throws IOException where it cannot be read, or the cache is of other features or another fold
   */
  static NoteManifest read(Path folder, int fold) throws IOException {
    NoteManifest manifest = new NoteManifest(folder.resolve(NAME), CacheOrigin.parse(List.of()));
    if (Files.exists(manifest.path)) {
      CacheOrigin there = manifest.read(folder);
      manifest.requireFeatures(there, ConstantQMaker.PROVENANCE);
      manifest.requireFold(there, Integer.toString(fold));
    }
    return manifest;
  }

  private CacheOrigin read(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(path);
    int header = lines.indexOf(HEADER);
    CacheOrigin there = CacheOrigin.parse(lines.subList(0, Math.max(0, header)));
    if (header < 0) {
      throw new IOException(path + " is of another version: delete the folder and build it again");
    }
    if (!NoteOrigin.isWhole(there)) {
      throw new IOException(
          path
              + " does not say which sources, seed and soundfonts it is made of, so that what it"
              + " holds out may not be what is held out now: delete the folder and build it again");
    }
    int columns = HEADER.split("\t", -1).length;
    for (String line : lines.subList(header + 1, lines.size())) {
      // A build that was killed may leave half a line; its piece is made again.
      if (line.split("\t", -1).length == columns) {
        Entry entry = Entry.parse(line);
        if (Files.exists(folder.resolve(entry.file()))) {
          entries.put(entry.id(), entry);
        }
      }
    }
    return there;
  }

  private void requireFeatures(CacheOrigin there, String wanted) throws IOException {
    if (!there.part(NoteOrigin.FEATURES).equals(wanted)) {
      throw new IOException(
          "%s holds features by %s, and this program computes %s: delete the folder and build it again"
              .formatted(path, there.part(NoteOrigin.FEATURES), wanted));
    }
  }

  private void requireFold(CacheOrigin there, String wanted) throws IOException {
    if (!there.part(NoteOrigin.FOLD).equals(wanted)) {
      throw new IOException(
          "%s holds fold %s of the recordings out, not fold %s: give each fold a --cache of its own"
              .formatted(path, there.part(NoteOrigin.FOLD), wanted));
    }
  }

  /** Says whether a piece is there, made from the same seed. */
  synchronized boolean contains(String id, long seed) {
    Entry entry = entries.get(id);
    return entry != null && entry.seed() == seed;
  }

  /** Appends a piece. */
  synchronized void add(Entry entry) throws IOException {
    String text =
        Files.exists(path) ? "" : String.join("\n", origin.lines()) + "\n" + HEADER + "\n";
    Files.writeString(
        path,
        text + entry.line() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    entries.put(entry.id(), entry);
  }

  /** All pieces, by file name, which is the order of the plan. */
  synchronized List<Entry> entries() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparing(Entry::file));
    return sorted;
  }

  /** Sum of the lengths in hours. */
  synchronized double hours() {
    return entries.values().stream().mapToDouble(Entry::seconds).sum() / 3600;
  }
}
