package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.PitchTable;
import org.neume.cli.CommandException;

/**
 * Where the pitches of single notes go: a line each to standard output, {@code pitches.csv} and {@code
 * pitches.json} where they are asked for, and copies of the files with the pitch in front of their names.
 */
final class PitchSink {
  private static final String TABLE = "pitches";

  private final Terminal terminal;
  private final @Nullable Path out;
  private final Set<OutputFormat> formats;
  private final boolean renames;
  private final List<AudioInputs.Input> inputs;
  private final boolean severalPaths;
  private final List<PitchTable.Row> rows = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * A sink.
   *
   * @param out folder of files; null for the current one, where no file is written over
   * @param formats tables to write
   * @param renames whether files are copied under new names
   * @param inputs all files, over which none is copied
   * @param severalPaths whether files of several folders may have one name, so that rows say their paths
   * @throws CommandException if the folder cannot be written to
   */
  PitchSink(
      Terminal terminal,
      @Nullable Path out,
      Set<OutputFormat> formats,
      boolean renames,
      List<AudioInputs.Input> inputs,
      boolean severalPaths) {
    this.terminal = terminal;
    this.out = out;
    this.formats = Set.copyOf(formats);
    this.renames = renames;
    this.inputs = List.copyOf(inputs);
    this.severalPaths = severalPaths;
    if (out != null && (renames || !this.formats.isEmpty())) {
      // Its constructor tries the folder before any work is done.
      var unused = new AnnotationFiles(out, Set.of());
    }
  }

  /** A sink of notes whose files are elsewhere. */
  static PitchSink ofTables(Terminal terminal, @Nullable Path out, Set<OutputFormat> formats) {
    return new PitchSink(terminal, out, formats, false, List.of(), false);
  }

  /**
   * Prints a note.
   *
   * @param name what the recording is called in tables
   */
  void accept(NamedPitch pitch, String name) {
    PitchTable.Row row = new PitchTable.Row(name, pitch);
    if (rows.isEmpty()) {
      terminal.result(PitchTable.head());
    }
    rows.add(row);
    terminal.result(PitchTable.line(row));
  }

  /**
   * Prints a note, and copies its file.
   *
   * @param input the file
   * @throws CommandException if it cannot be copied
   */
  void accept(NamedPitch pitch, AudioInputs.Input input) {
    Path named = severalPaths ? input.path() : input.relative();
    accept(pitch, named.toString());
    if (renames && out != null) {
      copy(pitch, input, out);
    }
  }

  private void copy(NamedPitch pitch, AudioInputs.Input input, Path folder) {
    String file = input.relative().getFileName().toString();
    String prefix = String.format(Locale.ROOT, "%03d-%s-", pitch.pitch(), pitch.name());
    Path name = input.relative().resolveSibling(prefix + file);
    for (int n = 2; !taken.add(name.toString().toLowerCase(Locale.ROOT)); n++) {
      name = input.relative().resolveSibling(prefix + n + "-" + file);
    }
    Path target = folder.resolve(name);
    try {
      for (AudioInputs.Input original : inputs) {
        if (Files.exists(target) && Files.isSameFile(target, original.path())) {
          throw CommandException.file(
              "%s is one of the recordings and is as it was; give another folder with --out"
                  .formatted(target));
        }
      }
      Files.createDirectories(Objects.requireNonNull(target.toAbsolutePath().getParent()));
      Path partial = partial(target);
      try {
        Files.copy(input.path(), partial);
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw CommandException.file(
          "%s cannot be written (%s); give another folder with --out"
              .formatted(target, e.getMessage()));
    }
  }

  private static Path partial(Path file) {
    return file.resolveSibling(".neume-" + Long.toHexString(System.nanoTime()));
  }

  /**
   * Writes the tables of all notes.
   *
   * @throws CommandException if one cannot be written
   */
  void close() {
    if (formats.contains(OutputFormat.CSV)) {
      write(OutputFormat.CSV, PitchTable.csv(rows));
    }
    if (formats.contains(OutputFormat.JSON)) {
      write(OutputFormat.JSON, PitchTable.json(rows));
    }
  }

  private void write(OutputFormat format, String text) {
    Path folder = out == null ? Path.of(".") : out;
    Path file = folder.resolve(TABLE + format.suffix());
    try {
      Path partial = partial(file);
      try {
        Files.writeString(partial, text);
        if (out == null) {
          Files.move(partial, file);
        } else {
          Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (FileAlreadyExistsException e) {
      throw CommandException.file(
          "%s was there and is as it was; give --out DIR to write over it".formatted(file));
    } catch (IOException e) {
      throw CommandException.file(
          "%s cannot be written (%s); give another folder with --out"
              .formatted(file, e.getMessage()));
    }
  }
}
