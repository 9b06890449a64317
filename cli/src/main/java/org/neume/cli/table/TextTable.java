package org.neume.cli.table;

import java.util.regex.Pattern;

/**
 * Reads one or two columns of numbers from text: separated by blanks, tabs, commas or semicolons.
 * Empty lines and lines that begin with {@code #} are passed over, and so is a first line of column
 * names.
 */
final class TextTable {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");
  private static final int MOST_COLUMNS = 2;

  private TextTable() {}

  static Activations read(String text) {
    String[] lines = text.split("\\R", -1);
    FloatList values = new FloatList();
    int columns = 0;
    boolean first = true;
    for (int n = 0; n < lines.length; n++) {
      String line = lines[n].strip();
      if (n == 0 && line.startsWith("\uFEFF")) {
        line = line.substring(1).strip();
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] fields = SEPARATOR.split(line);
      if (first && isHeading(fields)) {
        first = false;
        continue;
      }
      first = false;
      if (columns == 0) {
        columns = fields.length;
      }
      if (fields.length > MOST_COLUMNS || fields.length != columns) {
        throw new ActivationFormatException(
            "line %d has %d columns: give one (beats) or two (beats, downbeats) in every line"
                .formatted(n + 1, fields.length));
      }
      for (String field : fields) {
        values.add(number(field, n + 1));
      }
    }
    return new Activations(values.toArray(), Math.max(columns, 1));
  }

  private static boolean isHeading(String[] fields) {
    for (String field : fields) {
      if (!field.isEmpty() && Character.isLetter(field.charAt(0)) && !isSpecial(field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpecial(String field) {
    return field.equalsIgnoreCase("nan")
        || field.equalsIgnoreCase("inf")
        || field.equalsIgnoreCase("infinity");
  }

  private static float number(String field, int line) {
    try {
      return field.equalsIgnoreCase("nan") ? Float.NaN : Float.parseFloat(field);
    } catch (NumberFormatException e) {
      throw new ActivationFormatException(
          "line %d has \"%s\" where a number should be: give one activation per frame"
              .formatted(line, field.length() > 20 ? field.substring(0, 20) + "..." : field));
    }
  }
}
