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
 * The list of what a note cache holds, {@code notes-manifest.tsv}: a line about the whole, a line of
 * column names, and a line per piece, appended when its file is complete. Thread-safe.
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
  private final String about;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Opens the manifest of a cache folder, an empty one where there is none.
   *
   * @param fold which third of the recordings validates
   * @throws IOException where it cannot be read, or the cache is of other features or another fold
   */
  NoteManifest(Path folder, int fold) throws IOException {
    path = folder.resolve(NAME);
    about = "%s fold %d".formatted(ConstantQMaker.PROVENANCE, fold);
    if (!Files.exists(path)) {
      return;
    }
    List<String> lines = Files.readAllLines(path);
    requireSame(lines);
    int columns = HEADER.split("\t", -1).length;
    for (String line : lines.subList(2, lines.size())) {
      // A build that was killed may leave half a line; its piece is made again.
      if (line.split("\t", -1).length == columns) {
        Entry entry = Entry.parse(line);
        if (Files.exists(folder.resolve(entry.file()))) {
          entries.put(entry.id(), entry);
        }
      }
    }
  }

  private void requireSame(List<String> lines) throws IOException {
    if (!lines.isEmpty() && lines.get(0).equals(HEADER)) {
      throw new IOException(
          "%s does not say what its features were computed by: delete the folder and build it again, or, if you know that it was %s, put that line in front"
              .formatted(path, about));
    }
    if (lines.size() < 2 || !lines.get(1).equals(HEADER)) {
      throw new IOException(path + " is of another version: delete the folder and build it again");
    }
    String[] there = lines.get(0).split(" ", 2);
    String[] wanted = about.split(" ", 2);
    if (!there[0].equals(wanted[0])) {
      throw new IOException(
          "%s holds features by %s, and this program computes %s: delete the folder and build it again"
              .formatted(path, there[0], wanted[0]));
    }
    if (!lines.get(0).equals(about)) {
      throw new IOException(
          "%s holds %s of the recordings out, not %s: give each fold a --cache of its own"
              .formatted(path, there[there.length - 1], wanted[1]));
    }
  }

  /** Says whether a piece is there, made from the same seed. */
  synchronized boolean contains(String id, long seed) {
    Entry entry = entries.get(id);
    return entry != null && entry.seed() == seed;
  }

  /** Appends a piece. */
  synchronized void add(Entry entry) throws IOException {
    String text = Files.exists(path) ? "" : about + "\n" + HEADER + "\n";
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
