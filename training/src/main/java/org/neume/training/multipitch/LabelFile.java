package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a piece as MusicNet publishes them: a line of column names, then a line for each note,
 * {@code start_time,end_time,instrument,note,start_beat,end_beat,note_value}; times are samples at
 * 44.1 kHz. Only the first four columns are used; the others are written empty, for nothing here knows
 * them.
 */
public final class LabelFile {
  private static final List<String> NAMES =
      List.of(
          "start_time", "end_time", "instrument", "note", "start_beat", "end_beat", "note_value");

  private LabelFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException with one line that names file, line, cause and remedy
   */
  public static List<LabeledNote> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": is no text; give MusicNet's labels as CSV", e);
    }
    List<String> names = lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split(",", -1));
    int[] columns = new int[4];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(NAMES.get(i));
      if (columns[i] < 0) {
        throw new IOException(
            "%s:1: does not name the column %s; put the names of the columns there"
                .formatted(file, NAMES.get(i)));
      }
    }
    List<LabeledNote> notes = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        notes.add(note(file, line, lines.get(line).split(",", -1), columns));
      }
    }
    return notes;
  }

  private static LabeledNote note(Path file, int line, String[] cells, int[] columns)
      throws IOException {
    try {
      long[] values = new long[columns.length];
      for (int i = 0; i < values.length; i++) {
        if (columns[i] >= cells.length) {
          throw new IllegalArgumentException(NAMES.get(i) + " is missing");
        }
        values[i] = Math.round(Double.parseDouble(cells[columns[i]].strip()));
      }
      return new LabeledNote(
          values[0], values[1], Math.toIntExact(values[2]), Math.toIntExact(values[3]));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(
          "%s:%d: holds no note (%s); give a number for each column"
              .formatted(file, line + 1, e.getMessage()),
          e);
    }
  }

  /** Writes a file. */
  public static void write(Path file, List<LabeledNote> notes) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", NAMES));
    for (LabeledNote note : notes) {
      lines.add(
          "%d,%d,%d,%d,,,".formatted(note.start(), note.end(), note.instrument(), note.note()));
    }
    Files.write(file, lines);
  }
}
