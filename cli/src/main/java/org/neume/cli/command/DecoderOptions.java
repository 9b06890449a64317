package org.neume.cli.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import picocli.CommandLine.Option;

/** What the user may tell the decoder. Anything left out keeps the decoder's default. */
final class DecoderOptions {
  /** The decoders by the names that people type. */
  enum Kind {
    /** Dynamic Bayesian network. */
    DBN,
    /** Minimal peak picking. */
    PEAKS,
    /** Dynamic Bayesian network with the choices of the text that the project started from. */
    SEED
  }

  @Option(
      names = "--decoder",
      paramLabel = "NAME",
      defaultValue = "dbn",
      description =
          "dbn, seed (dbn with its first choices) or, in decode alone, peaks (no continuity of tempo) (default: ${DEFAULT-VALUE}).")
  String decoder = "dbn";

  @Option(
      names = "--tempo",
      paramLabel = "MIN-MAX",
      description = "Slowest and fastest tempo in beats per minute (default: 55-215).")
  @Nullable String tempo;

  @Option(
      names = "--bars",
      paramLabel = "N,N",
      description =
          "Beats per bar to choose from, 1 to 15, or none for beats alone (default: 3,4).")
  @Nullable String bars;

  @Option(
      names = "--tempo-lambda",
      paramLabel = "X",
      description = "How steady the tempo is, 1 (free) to 300 (fixed) (default: 100).")
  @Nullable Double lambda;

  /** The decoder asked for. */
  Kind kind() {
    try {
      return Kind.valueOf(decoder.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          "there is no decoder %s; choose dbn, peaks or seed".formatted(decoder));
    }
  }

  /** Slowest and fastest tempo, or null for the default. */
  double @Nullable [] tempoRange() {
    if (tempo == null) {
      return null;
    }
    String[] ends = tempo.split("[-:]", -1);
    try {
      double[] range = {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
      if (ends.length == 2 && range[0] >= 10 && range[0] < range[1] && range[1] <= 600) {
        return range;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // Said below.
    }
    throw CommandException.usage(
        "--tempo is %s; give slowest and fastest within 10 to 600, such as 55-215"
            .formatted(tempo));
  }

  /** Bar lengths, ascending; empty for beats alone; null for the default. */
  @Nullable List<Integer> barLengths() {
    if (bars == null) {
      return null;
    }
    if (bars.equalsIgnoreCase("none")) {
      return List.of();
    }
    try {
      List<Integer> lengths =
          java.util.Arrays.stream(bars.split(",", -1))
              .map(s -> Integer.valueOf(s.strip()))
              .sorted()
              .distinct()
              .toList();
      if (lengths.get(0) >= 1 && lengths.get(lengths.size() - 1) <= 15) {
        return lengths;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw CommandException.usage(
        "--bars is %s; give lengths of 1 to 15, such as 3,4".formatted(bars));
  }

  /** Steepness of tempo changes, or null for the default. */
  @Nullable Double tempoLambda() {
    if (lambda != null && !(lambda >= 0 && lambda <= 10_000)) {
      throw CommandException.usage("--tempo-lambda is %s; give 1 to 300".formatted(lambda));
    }
    return lambda;
  }
}
