package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.neume.schemas.SingleNoteOutputs;

/**
 * Tables of the pitches that were found in files of single notes, as {@code pitches.csv} of {@code neume
 * annotate} is one: comma-separated, with a line of names. {@code file} and {@code pitch} must be among
 * them; {@code second}, {@code third}, {@code cents}, {@code family} and {@code velocity} may be.
 */
final class FoundPitches {
  /** How the table of a folder is called. */
  private static final String NAME = "pitches.csv";

  private static final int HIGHEST = SingleNoteOutputs.PITCHES - 1;

  /**
   * What was found in a file.
   *
   * @param file its path, with slashes
   * @param pitch MIDI pitch
   * @param others the next two pitches in the order of their probability, as far as they are told
   * @param cents above the pitch
   * @param family kind of the instrument; empty where it is not told
   * @param velocity MIDI velocity; -1 where it is not told
   */
  record Row(
      String file,
      int pitch,
      List<Integer> others,
      OptionalDouble cents,
      String family,
      int velocity) {}

  private final Path path;
  private final List<String> columns;
  private int line = 1;

  private FoundPitches(Path path, List<String> columns) {
    this.path = path;
    this.columns = columns;
  }

  /**
   * Reads a table.
   *
   * @param table a file, or a folder that holds {@code pitches.csv}
   * @throws AnnotationException with file and line where it is none
   */
  static List<Row> read(Path table) throws IOException {
    Path path = Files.isDirectory(table) ? table.resolve(NAME) : table;
    List<String> lines = lines(path);
    List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
    if (!columns.contains("file") || !columns.contains("pitch")) {
      throw new AnnotationException(
          path, 1, "must name the columns, with file and pitch among them; give a pitches.csv");
    }
    return new FoundPitches(path, columns).rows(lines.subList(1, lines.size()));
  }

  private static List<String> lines(Path path) throws IOException {
    try {
      // Spreadsheets put a mark of the byte order in front of a table in UTF-8.
      return Files.readString(path).replaceFirst("^\uFEFF", "").lines().toList();
    } catch (NoSuchFileException e) {
      throw new AnnotationException(
          path, "there is no such file; give a pitches.csv, as annotate --format csv writes it");
    } catch (CharacterCodingException e) {
      throw new AnnotationException(path, "is no text in UTF-8; give a table of pitches");
    } catch (FileSystemException e) {
      throw new AnnotationException(path, "cannot be read; check that you may read it");
    }
  }

  private List<Row> rows(List<String> lines) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String text : lines) {
      line++;
      if (!text.isBlank()) {
        rows.add(row(cells(text)));
      }
    }
    return rows;
  }

  private Row row(List<String> cells) throws IOException {
    if (cells.size() != columns.size()) {
      throw refused("has %d values, not %d".formatted(cells.size(), columns.size()));
    }
    List<Integer> others = new ArrayList<>();
    for (String name : List.of("second", "third")) {
      if (!cell(cells, name).isEmpty()) {
        others.add(whole(cell(cells, name), name));
      }
    }
    String velocity = cell(cells, "velocity");
    return new Row(
        cell(cells, "file").replace('\\', '/'),
        whole(cell(cells, "pitch"), "pitch"),
        List.copyOf(others),
        cents(cell(cells, "cents")),
        cell(cells, "family"),
        velocity.isEmpty() ? -1 : whole(velocity, "velocity"));
  }

  private String cell(List<String> cells, String name) {
    int column = columns.indexOf(name);
    return column < 0 ? "" : cells.get(column);
  }

  private int whole(String text, String name) throws IOException {
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > HIGHEST) {
      throw refused("%s is '%s', not a whole number from 0 to %d".formatted(name, text, HIGHEST));
    }
    return Integer.parseInt(text);
  }

  private OptionalDouble cents(String text) throws IOException {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!text.matches("[-+]?\\d{1,5}(\\.\\d{1,9})?")) {
      throw refused("cents are '%s', not a number".formatted(text));
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private AnnotationException refused(String why) {
    return new AnnotationException(path, line, why);
  }

  /** The values of a line; those in quotes may hold commas, and quotes where they are doubled. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
      if (doubled) {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
