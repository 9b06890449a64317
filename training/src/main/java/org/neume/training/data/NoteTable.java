package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neume.annotation.PlayedNote;
import org.neume.training.render.Note;

/**
 * The pitched notes of a file {@code NAME.notes.tsv} beside a recording: a line of column names, then a
 * line for each note, columns apart by tabs. The columns {@code onset} and {@code offset} in seconds and
 * {@code midi}, the pitch, must be there; {@code velocity}, {@code channel0}, the channel from 0, and
 * {@code program}, the General MIDI program from 0, need not be. Notes on channel 9 are drums and left
 * out, as are those of programs for drums, noises and effects, and those that end where they begin.
 *
 * @param notes in the order of the file; velocity 1 where it is not told
 * @param velocities whether velocities are told
 */
record NoteTable(List<PlayedNote> notes, boolean velocities) {
  private static final String SUFFIX = ".notes.tsv";

  /** Protects the list. */
  NoteTable {
    notes = List.copyOf(notes);
  }

  /** The file that holds the notes of a recording. */
  static Path beside(Path audio) {
    String name = String.valueOf(audio.getFileName());
    int dot = name.lastIndexOf('.');
    return audio.resolveSibling((dot <= 0 ? name : name.substring(0, dot)) + SUFFIX);
  }

  /**
   * Reads a file.
   *
   * @throws IOException with one line that names file, line, cause and remedy
   */
  static NoteTable read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": is not text; give a line for each note", e);
    }
    List<String> names =
        lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).strip().split("\t", -1));
    if (!names.containsAll(List.of("onset", "offset", "midi"))) {
      throw new IOException(
          file + ":1: does not name the columns onset, offset and midi; put their names there");
    }
    List<PlayedNote> notes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          add(new Row(names, Arrays.asList(lines.get(i).split("\t", -1))), notes);
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "%s:%d: holds no note (%s); give a number for each column"
                  .formatted(file, i + 1, e.getMessage()),
              e);
        }
      }
    }
    return new NoteTable(notes, names.contains("velocity"));
  }

  private static void add(Row row, List<PlayedNote> notes) {
    double onset = Math.max(0, row.number("onset", 0));
    double offset = row.number("offset", 0);
    int pitch = (int) Math.round(row.number("midi", 0));
    int velocity = (int) Math.max(1, Math.min(127, row.number("velocity", 1)));
    boolean drums = row.number("channel0", 0) == Note.DRUMS;
    if (!drums && row.number("program", 0) < NoteLabels.FIRST_UNPITCHED && offset > onset) {
      notes.add(new PlayedNote(onset, offset, pitch, velocity, 1));
    }
  }

  private record Row(List<String> names, List<String> cells) {
    /** The number in a column. */
    double number(String column, double otherwise) {
      int index = names.indexOf(column);
      if (index < 0) {
        return otherwise;
      }
      if (index >= cells.size()) {
        throw new IllegalArgumentException(column + " is missing");
      }
      double number = Double.parseDouble(cells.get(index).strip());
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(column + " is " + cells.get(index));
      }
      return number;
    }
  }
}
