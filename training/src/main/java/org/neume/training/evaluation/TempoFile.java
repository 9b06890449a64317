package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Path;

/** Files of one tempo annotation: one line with one tempo, or two and the share of the first. */
public final class TempoFile {
  private TempoFile() {}

  /**
   * Reads a file.
   *
   * @throws AnnotationException when there is more or less than one line, or a value is no tempo
   */
  public static TempoAnnotation read(Path file) throws IOException {
    AnnotationTable table = AnnotationTable.read(file);
    if (table.rows().size() != 1) {
      throw new AnnotationException(
          file,
          "has "
              + table.rows().size()
              + " lines of tempi; give one: tempo, second tempo, share of the first");
    }
    double[] row = table.rows().get(0);
    try {
      return row.length == 1
          ? TempoAnnotation.of(row[0])
          : new TempoAnnotation(row[0], row[1], row.length > 2 ? row[2] : 1);
    } catch (IllegalArgumentException e) {
      throw new AnnotationException(file, table.lines().get(0), String.valueOf(e.getMessage()));
    }
  }
}
