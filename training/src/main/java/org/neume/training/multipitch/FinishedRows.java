package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neume.training.train.Figures;

/**
 * The figures of what a table has measured already, a small file for each, so that a comparison that was
 * stopped does nothing twice. A file that was made of other data or settings counts as missing. Used by
 * one thread at a time.
 */
final class FinishedRows {
  private static final String MADE_OF = "made of: ";

  private final Path folder;

  /** The files in a folder, which need not be there yet. */
  FinishedRows(Path folder) {
    this.folder = folder;
  }

  /**
   * The figures of a member, if they are there.
   *
   * @param name of the member
   * @param madeOf all that its figures depend on, in one line
   * @throws IOException if a file is there and cannot be read
   */
  Optional<Figures> find(String name, String madeOf) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(MADE_OF + madeOf)) {
      return Optional.empty();
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int equals = line.lastIndexOf('=');
      try {
        values.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new IOException(file + " is damaged: remove it, and its row is measured again", e);
      }
    }
    return Optional.of(MultipitchFigures.of(values));
  }

  /**
   * Keeps figures.
   *
   * @throws IOException if the file cannot be written
   */
  void add(String name, String madeOf, Figures figures) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(MADE_OF + madeOf);
    figures.values().forEach((figure, value) -> lines.add(figure + "=" + value));
    Files.createDirectories(folder);
    Path partial = folder.resolve(name + ".partial");
    Files.write(partial, lines);
    Files.move(
        partial, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String name) {
    return folder.resolve(name + ".txt");
  }
}
