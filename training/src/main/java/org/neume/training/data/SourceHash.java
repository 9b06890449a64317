package org.neume.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.neume.inference.model.Sha256;
import org.neume.training.data.SourcePiece.Collection;

/** Tells collections of sources apart by what they hold, wherever their folder lies. */
final class SourceHash {
  private static final int DIGITS = 16;
  private static final int BLOCK = 1 << 16;

  private SourceHash() {}

  /**
   * How many pieces note caches are made of, and a hash of their names and of every file that is read of
   * them. Recordings without notes are not read.
   *
   * @throws IOException where a file cannot be read
   */
  static String of(List<SourcePiece> sources) throws IOException {
    return of(sources, SourceHash::files);
  }

  /**
   * The same of feature caches with beats: recordings with their beats.
   *
   * @throws IOException where a file cannot be read
   */
  static String ofBeats(List<SourcePiece> sources) throws IOException {
    return of(sources, SourceHash::filesWithBeats);
  }

  private static String of(List<SourcePiece> sources, Function<SourcePiece, List<Path>> read)
      throws IOException {
    StringBuilder all = new StringBuilder();
    int count = 0;
    for (SourcePiece piece : sources) {
      List<Path> files = read.apply(piece);
      if (files.isEmpty()) {
        continue;
      }
      count++;
      all.append(piece.collection()).append('\t').append(piece.id()).append('\t');
      all.append(piece.group());
      for (Path file : files) {
        all.append('\t').append(file.getFileName()).append('\t');
        all.append(Files.exists(file) ? ofFile(file) : "none");
      }
      all.append('\n');
    }
    String hash = Sha256.of(all.toString());
    return "%d pieces %s".formatted(count, hash.substring(0, DIGITS));
  }

  /**
   * The hash of a file, which need not fit into memory.
   *
   * @throws IOException where it cannot be read
   */
  static String ofFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BLOCK];
      for (int got = in.read(block); got > 0; got = in.read(block)) {
        digest.update(block, 0, got);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static List<Path> filesWithBeats(SourcePiece piece) {
    Path file = piece.file();
    if (!piece.collection().recorded()) {
      return files(piece);
    }
    String name = String.valueOf(file.getFileName());
    String title = name.substring(0, name.lastIndexOf('.'));
    return List.of(file, file.resolveSibling(title + ".beats"));
  }

  private static List<Path> files(SourcePiece piece) {
    Path file = piece.file();
    if (piece.collection() == Collection.POP909) {
      return List.of(
          file.resolve(file.getFileName() + ".mid"),
          file.resolve("beat_midi.txt"),
          file.resolve("chord_midi.txt"));
    }
    if (!piece.collection().recorded() || piece.collection() == Collection.NAMED_TEMPO) {
      return List.of(file);
    }
    return NotePlan.hasNotes(piece) ? List.of(file, NoteTable.beside(file)) : List.of();
  }
}
