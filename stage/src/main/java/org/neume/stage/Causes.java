package org.neume.stage;

import java.util.concurrent.CompletionException;

/** Causes as people read them: one line, of bounded length. */
final class Causes {
  private static final int LONGEST = 500;

  private Causes() {}

  /** The line for a failure in a stage. */
  static String of(String stage, Throwable failure) {
    Throwable t = failure;
    while (t instanceof CompletionException && t.getCause() != null) {
      t = t.getCause();
    }
    String message = String.valueOf(t.getMessage());
    return line(
        stage,
        t instanceof InvalidInputException
            ? message
            : "internal error, please report it: %s: %s"
                .formatted(t.getClass().getSimpleName(), message));
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
