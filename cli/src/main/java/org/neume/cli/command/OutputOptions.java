package org.neume.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.format.OutputFormat;
import picocli.CommandLine.Option;

/** Where annotations go, and as what. */
final class OutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Write files into this folder, made if need be. Without it beats go to standard output.")
  @Nullable Path out;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Files to write: beats (time, number), jams, csv (Sonic Visualiser), labels (Audacity), click (WAV with clicks), midi and musicxml (the score), comma-separated or repeated; needs --out. Default: beats.")
  List<String> formats = List.of();

  /**
   * Refuses formats of a score where none is asked for.
   *
   * @throws CommandException naming what to add
   */
  void requireScore(boolean asked) {
    if (!asked && chosen().stream().anyMatch(OutputFormat::isScore)) {
      throw CommandException.usage(
          "the formats midi and musicxml hold a score; add --analyses beats,notes,score");
    }
  }

  /** The formats by name. */
  Set<OutputFormat> chosen() {
    if (formats.isEmpty()) {
      return EnumSet.of(OutputFormat.BEATS);
    }
    if (out == null) {
      throw CommandException.usage("--format writes files; add --out DIR");
    }
    Set<OutputFormat> chosen = EnumSet.noneOf(OutputFormat.class);
    for (String name : formats) {
      chosen.add(
          OutputFormat.find(name.strip())
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          "there is no format %s; choose from %s"
                              .formatted(name, OutputFormat.names()))));
    }
    return chosen;
  }
}
