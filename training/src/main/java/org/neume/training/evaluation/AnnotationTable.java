package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of numbers in a text file: columns apart by blanks, tabs or commas, comments from # on, empty lines skipped.
 *
 * @param rows the numbers of each line that has any
 * @param lines the number of that line in the file, from 1
 */
record AnnotationTable(List<double[]> rows, List<Integer> lines) {

  static AnnotationTable read(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<String> text = text(file);
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i);
      int comment = line.indexOf('#');
      String content = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!content.isEmpty()) {
        rows.add(numbers(file, i + 1, content));
        lines.add(i + 1);
      }
    }
    return new AnnotationTable(rows, lines);
  }

  private static List<String> text(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new AnnotationException(file, "there is no such file; check the path");
    } catch (MalformedInputException e) {
      throw new AnnotationException(
          file, "is not text; give a file of times, one line for each beat");
    }
  }

  private static double[] numbers(Path file, int line, String content) throws AnnotationException {
    String[] cells = content.split("[\\s,;]+", -1);
    double[] row = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      try {
        row[i] = Double.parseDouble(cells[i]);
      } catch (NumberFormatException e) {
        throw new AnnotationException(
            file, line, "\"" + cells[i] + "\" is no number; give numbers only");
      }
    }
    return row;
  }
}
