package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** A file of annotations that cannot be used; one line with file, line, cause and remedy. */
public final class AnnotationException extends IOException {
  private static final long serialVersionUID = 1L;

  AnnotationException(Path file, String problem) {
    super(file + ": " + problem);
  }

  AnnotationException(Path file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
