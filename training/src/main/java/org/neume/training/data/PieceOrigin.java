package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neume.training.multipitch.MusicNetFolder;

/**
 * What the pieces of a folder are made of, in a file beside them, so that pieces of one origin never mix with
 * those of another.
 */
public final class PieceOrigin {
  private static final String FILE = "made-of.txt";

  private PieceOrigin() {}

  /**
   * The origin of pieces that are unpacked from an archive: its name and length, as hashing MusicNet's 11 GB
   * would take longer than it is worth.
   *
   * @throws IOException in one line if there is no such archive
   */
  public static List<String> ofArchive(Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new IOException(
          archive + " is not there: give MusicNet's folder or musicnet.npz with --musicnet");
    }
    return List.of("archive: %s, %d bytes".formatted(archive.getFileName(), Files.size(archive)));
  }

  /**
   * Writes the origin down where a folder is new; where it is not, compares.
   *
   * @throws IOException in one line if the folder holds pieces of another origin, or of none that is known,
   *     or cannot be written
   */
  public static void require(MusicNetFolder pieces, List<String> origin) throws IOException {
    Path file = pieces.folder().resolve(FILE);
    Files.createDirectories(pieces.folder());
    if (!Files.exists(file)) {
      if (pieces.has(MusicNetFolder.TRAIN) || pieces.has(MusicNetFolder.TEST)) {
        throw new IOException(
            "%s holds pieces but no %s, so nobody knows of what: give another --cache"
                .formatted(pieces.folder(), FILE));
      }
      Files.write(file, origin);
      return;
    }
    List<String> there = Files.readAllLines(file);
    List<String> other = origin.stream().filter(line -> !there.contains(line)).toList();
    if (!other.isEmpty() || there.size() != origin.size()) {
      throw new IOException(
          "%s is of other data (now: %s): give what it was made of, or another --cache"
              .formatted(file, other.isEmpty() ? "less" : String.join("; ", other)));
    }
  }
}
