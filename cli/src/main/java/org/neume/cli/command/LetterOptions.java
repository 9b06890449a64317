package org.neume.cli.command;

import org.jspecify.annotations.Nullable;
import org.neume.cli.deadletter.LetterFilter;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Of this stage: features, inference, beats, notes, scores, ...")
  @Nullable String stage;

  @Option(
      names = "--since",
      paramLabel = "SPAN",
      description =
          "Whose record was written within this time, whenever a stage refused it (a letter has its"
              + " record's time): 90s, 15m, 1h, 7d (default: all there are).")
  @Nullable String since;

  @Option(names = "--recording", paramLabel = "RECORDING", description = "Of this recording.")
  @Nullable String recording;

  /** Whether anything is said. */
  boolean given() {
    return stage != null || since != null || recording != null;
  }

  LetterFilter filter() {
    return new LetterFilter(
        stage,
        recording,
        since == null ? 0 : System.currentTimeMillis() - Ages.span("--since", since).toMillis());
  }
}
