package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files of beats: a line for each, with its time in seconds and, after a tab, its number in the bar. Files of one column,
 * times alone, are read as well; further columns are ignored.
 */
public final class BeatFile {
  private BeatFile() {}

  /**
   * Reads a file.
   *
   * @throws AnnotationException naming file and line when times fall or a cell is no number
   */
  public static BeatSequence read(Path file) throws IOException {
    AnnotationTable table = AnnotationTable.read(file);
    int count = table.rows().size();
    double[] times = new double[count];
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      double[] row = table.rows().get(i);
      times[i] = row[0];
      if (row.length > 1) {
        // Some annotators write bar and beat as a decimal number, 2.0 for instance.
        numbers[i] = (int) row[1];
        if (numbers[i] != row[1] || numbers[i] < 0) {
          throw new AnnotationException(
              file,
              table.lines().get(i),
              row[1] + " is no beat number; give 1 for a downbeat, 2, 3 and so on");
        }
      }
    }
    try {
      return BeatSequence.of(times, numbers);
    } catch (IllegalArgumentException e) {
      throw new AnnotationException(file, String.valueOf(e.getMessage()));
    }
  }

  /** Writes times to the microsecond, with numbers where any is known. */
  public static void write(Path file, BeatSequence beats) throws IOException {
    StringBuilder text = new StringBuilder();
    double[] times = beats.times();
    int[] numbers = beats.numbers();
    for (int i = 0; i < times.length; i++) {
      text.append(String.format(Locale.ROOT, "%.6f", times[i]));
      if (beats.isNumbered()) {
        text.append('\t').append(numbers[i]);
      }
      text.append('\n');
    }
    Files.writeString(file, text);
  }
}
