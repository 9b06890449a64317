package org.neume.stage;

/** Causes as people read them: one line, of bounded length. */
final class Causes {
  private static final int LONGEST = 500;

  private Causes() {}

  /** The line for a failure in a stage. */
  static String of(String stage, Throwable failure) {
    Throwable t = Faults.root(failure);
    if (t instanceof InvalidInputException) {
      return line(stage, String.valueOf(t.getMessage()));
    }
    String kind = t.getClass().getSimpleName();
    return line(
        stage,
        "internal error, please report it: "
            + (t.getMessage() == null ? kind : kind + ": " + t.getMessage()));
  }

  /** The line for a cause in a stage. */
  static String line(String stage, String cause) {
    return cut(stage + ": " + cause.replaceAll("\\s+", " ").strip());
  }

  /** As much of a cause as fits everywhere; others may have written it. */
  static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
