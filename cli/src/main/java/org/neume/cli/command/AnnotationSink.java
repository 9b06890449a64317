package org.neume.cli.command;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.Annotation;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;

/** Where finished annotations go: into files, and to standard output. */
final class AnnotationSink {
  private final Terminal terminal;
  private final Set<OutputFormat> formats;
  private final @Nullable AnnotationFiles files;
  private final boolean prints;
  private final boolean named;

  private AnnotationSink(
      Terminal terminal,
      Set<OutputFormat> formats,
      @Nullable AnnotationFiles files,
      boolean prints,
      boolean named) {
    this.terminal = terminal;
    this.formats = formats;
    this.files = files;
    this.prints = prints;
    this.named = named;
  }

  /**
   * A sink as the user asked for it; its folder is there and writable.
   *
   * @param findings what is looked for
   */
  static AnnotationSink of(Terminal terminal, OutputOptions options, Set<Finding> findings) {
    Set<OutputFormat> formats = options.chosen(findings);
    AnnotationFiles files = formats.isEmpty() ? null : options.files(formats);
    return new AnnotationSink(terminal, formats, files, options.prints(), options.named());
  }

  /**
   * Prints the summary, and the beats unless they go into files.
   *
   * @param name path of the files below the folder, without suffix
   * @param recording the audio; null where there is none
   * @throws CommandException if a file cannot be written, or a format that the user named is not, for its
   *     file is there
   */
  void accept(Annotation annotation, Path name, @Nullable Path recording) {
    terminal.result(AnnotationPrinter.summary(annotation));
    List<Path> kept = List.of();
    try {
      if (files != null) {
        AnnotationFiles.Written done = files.write(annotation, wanted(annotation), name, recording);
        kept = done.kept();
        if (prints) {
          done.written().forEach(file -> terminal.result("# wrote %s%n".formatted(file)));
          kept.forEach(file -> terminal.result("# %s%n".formatted(kept(file))));
        }
      }
    } finally {
      if (prints) {
        terminal.result(TextFormats.beats(annotation));
      }
    }
    if (!prints && !kept.isEmpty()) {
      throw CommandException.file(kept.stream().map(AnnotationSink::kept).collect(joining("; ")));
    }
  }

  private static String kept(Path file) {
    return "%s was there and is as it was; give --out DIR to write over it".formatted(file);
  }

  /** Of formats that nobody named, scores and tables of no notes are of no use. */
  private Set<OutputFormat> wanted(Annotation annotation) {
    Set<OutputFormat> wanted = EnumSet.noneOf(OutputFormat.class);
    for (OutputFormat format : formats) {
      boolean ofNotes = format.isScore() || format == OutputFormat.CSV;
      if (AnnotationFiles.fills(annotation, format)
          && (named || !ofNotes || !annotation.notes().isEmpty())) {
        wanted.add(format);
      }
    }
    return wanted;
  }
}
