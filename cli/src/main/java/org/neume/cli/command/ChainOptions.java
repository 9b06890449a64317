package org.neume.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a chain that is kept up finds, and where it keeps it. */
final class ChainOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep recordings and results in this folder. Without it they are gone afterwards.")
  @Nullable Path data;

  @Mixin AnalysisOptions analysis = AnalysisOptions.ofAll();
}
