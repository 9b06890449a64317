package org.neume.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.neume.cli.format.Annotation;
import org.neume.cli.format.TextFormats;

/** Where finished annotations go: into files, or to standard output. */
final class AnnotationSink {
  private final Terminal terminal;
  private final @Nullable AnnotationFiles files;

  private AnnotationSink(Terminal terminal, @Nullable AnnotationFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  /** A sink as the user asked for it; its folder is there and writable. */
  static AnnotationSink of(Terminal terminal, OutputOptions options) {
    var formats = options.chosen();
    Path out = options.out;
    return new AnnotationSink(terminal, out == null ? null : new AnnotationFiles(out, formats));
  }

  /**
   * Prints the summary, and the beats unless they go into files.
   *
   * @param name path of the files below the folder, without suffix
   * @param recording the audio; null where there is none
   */
  void accept(Annotation annotation, Path name, @Nullable Path recording) {
    if (files != null) {
      files.write(annotation, name, recording);
      terminal.result(AnnotationPrinter.summary(annotation));
    } else {
      terminal.result(AnnotationPrinter.summary(annotation) + TextFormats.beats(annotation));
    }
  }
}
