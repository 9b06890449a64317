package org.neume.cli.command;

import java.util.List;
import picocli.CommandLine.Option;

/** Which settings of the decoder of notes {@code evaluate --sweep} tries. */
final class SweepOptions {
  @Option(
      names = "--sweep",
      description =
          "With --notes: try thresholds, hearing each recording once, and print the means of each.")
  boolean sweep;

  @Option(
      names = "--sweep-onset",
      paramLabel = "P,P",
      split = ",",
      defaultValue = "0.2,0.3,0.4,0.5,0.6,0.7",
      description = "Onset thresholds to try (default: ${DEFAULT-VALUE}).")
  List<Double> onset = List.of();

  @Option(
      names = "--sweep-frame",
      paramLabel = "P,P",
      split = ",",
      defaultValue = "0.1,0.2,0.3,0.4,0.5",
      description = "Frame thresholds to try (default: ${DEFAULT-VALUE}).")
  List<Double> frame = List.of();

  @Option(
      names = "--sweep-length",
      paramLabel = "S,S",
      split = ",",
      defaultValue = "0.04",
      description = "Lengths of the shortest note to try, in seconds (default: ${DEFAULT-VALUE}).")
  List<Double> length = List.of();
}
