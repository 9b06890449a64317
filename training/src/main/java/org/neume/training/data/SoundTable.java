package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.neume.schemas.SingleNoteOutputs;

/** A table {@code notes.tsv} of recorded single notes, with the columns file, instrument and midi. */
final class SoundTable {
  static final String NAME = "notes.tsv";

  /** The highest MIDI pitch. */
  static final int HIGHEST = 127;

  private static final Pattern WHOLE = Pattern.compile("\\d{1,3}");

  /** What may be part of the name of a file: nothing that leads into another folder. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._#+()'&-]*");

  /** Words in names of instruments, by kind; the first that fits counts. */
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(
          Map.entry("flute", "flute"),
          Map.entry("clarinet", "reed"),
          Map.entry("saxophone", "reed"),
          Map.entry("bassoon", "reed"),
          Map.entry("oboe", "reed"),
          Map.entry("horn", "brass"),
          Map.entry("trombone", "brass"),
          Map.entry("trumpet", "brass"),
          Map.entry("tuba", "brass"),
          Map.entry("piano", "keyboard"),
          Map.entry("organ", "organ"),
          Map.entry("synth", "synth_lead"),
          Map.entry("viol", "string"),
          Map.entry("cello", "string"),
          Map.entry("guitar", "guitar"),
          Map.entry("claudia", "vocal"),
          Map.entry("sven", "vocal"));

  private final Path path;
  private int line = 1;

  private SoundTable(Path path) {
    this.path = path;
  }

  /**
   * Adds the notes of a table to the units of their instruments; blank lines are passed over.
   *
   * @throws IOException with file and line, where it cannot be read or a cell is out of range
   */
  static void read(Path path, Map<String, List<SoundRecordings.Entry>> units) throws IOException {
    new SoundTable(path).read(units);
  }

  private void read(Map<String, List<SoundRecordings.Entry>> units) throws IOException {
    List<String> lines = lines();
    List<String> columns = lines.isEmpty() ? List.of() : List.of(cells(lines.get(0)));
    int file = columns.indexOf("file");
    int instrument = columns.indexOf("instrument");
    int midi = columns.indexOf("midi");
    if (file < 0 || instrument < 0 || midi < 0) {
      throw refused(
          "its first line must name the columns file, instrument and midi, with tabs between");
    }
    for (String text : lines.subList(1, lines.size())) {
      line++;
      if (text.isBlank()) {
        continue;
      }
      String[] cells = cells(text);
      if (cells.length != columns.size()) {
        throw refused(
            "%d cells, not %d; tabs separate them".formatted(cells.length, columns.size()));
      }
      SoundLabel label =
          new SoundLabel(
              SoundLabel.Source.RECORDED,
              instrument(cells[instrument]),
              family(cells[instrument]),
              pitch(cells[midi]),
              -1,
              0,
              0);
      units
          .computeIfAbsent("recorded-" + label.instrument(), name -> new ArrayList<>())
          .add(new SoundRecordings.Entry(file(cells[file]), label));
    }
  }

  private List<String> lines() throws IOException {
    try {
      // Spreadsheets put a mark of the byte order in front of a table in UTF-8.
      return Files.readString(path).replaceFirst("^\uFEFF", "").lines().toList();
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is no text in UTF-8: save it as such", e);
    }
  }

  private static String[] cells(String line) {
    String[] cells = line.split("\t", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].strip();
    }
    return cells;
  }

  private String instrument(String name) throws IOException {
    if (!isPlain(name)) {
      throw refused(
          "the instrument '%s' is no plain name: begin with a letter or digit, and use no slash"
              .formatted(name));
    }
    return name;
  }

  private int pitch(String midi) throws IOException {
    if (!WHOLE.matcher(midi).matches() || Integer.parseInt(midi) > HIGHEST) {
      throw refused("midi is '%s', not a whole number from 0 to %d".formatted(midi, HIGHEST));
    }
    return Integer.parseInt(midi);
  }

  private Path file(String name) throws IOException {
    Path folder = path.toAbsolutePath().normalize().resolveSibling("");
    Path file;
    try {
      file = path.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new IOException("%s:%d: '%s' names no file".formatted(path, line, name), e);
    }
    if (!file.toAbsolutePath().normalize().startsWith(folder)) {
      throw refused("the file '%s' does not lie beside or below the table".formatted(name));
    }
    if (!Files.isRegularFile(file)) {
      throw refused("the file '%s' does not exist".formatted(name));
    }
    return file;
  }

  private IOException refused(String why) {
    return new IOException("%s:%d: %s".formatted(path, line, why));
  }

  /** Whether a name is that of a file in a folder, wherever it is put. */
  static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  private static int family(String instrument) {
    for (Map.Entry<String, String> kind : KINDS) {
      if (instrument.toLowerCase(Locale.ROOT).contains(kind.getKey())) {
        return SingleNoteOutputs.FAMILIES.indexOf(kind.getValue());
      }
    }
    return -1;
  }
}
