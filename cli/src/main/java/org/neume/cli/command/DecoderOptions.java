package org.neume.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
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
      description =
          "dbn, peaks (peak picking: no continuity of tempo) or seed (dbn with its first choices)"
              + " (default: what the model folder names, dbn where it names none).")
  @Nullable String decoder;

  @Option(
      names = "--tempo",
      paramLabel = "MIN-MAX",
      description =
          "Slowest and fastest tempo in beats per minute (default: 55-240; 55-215 without bars and in"
              + " decode).")
  @Nullable String tempo;

  @Option(
      names = "--bars",
      paramLabel = "N,N",
      description =
          "Beats per bar to choose from, 1 to 15, or none for beats alone (default: 3,4).")
  @Nullable String bars;

  @Option(
      names = "--bar-change",
      paramLabel = "P",
      description = "Probability of another bar length at a bar line (default: 1e-6).")
  @Nullable Double barChange;

  @Option(
      names = "--tempo-lambda",
      paramLabel = "X",
      description = "How steady the tempo is, 1 (free) to 300 (fixed) (default: 100).")
  @Nullable Double lambda;

  @Option(
      names = "--observation-lambda",
      paramLabel = "N",
      description = "A beat takes one Nth of its period, 2 or more (default: 16).")
  @Nullable Integer observationLambda;

  @Option(
      names = "--sharpness",
      paramLabel = "X",
      description =
          "Exponent of the activations: above 1, weak beats count for less"
              + " (default: 1.25; decode, seed and --bars none: 1).")
  @Nullable Double sharpness;

  @Option(
      names = "--threshold",
      paramLabel = "A",
      description = "From this activation on, 0 to 1, a frame counts as music (default: 0.05).")
  @Nullable Double threshold;

  @Option(
      names = "--peak-threshold",
      paramLabel = "A",
      description = "The decoder peaks takes activations above this, 0 to 1 (default: 0.5).")
  @Nullable Double peakThreshold;

  /** The decoder asked for, or null if the user leaves it open. */
  @Nullable Kind kind() {
    if (decoder == null) {
      return null;
    }
    try {
      return Kind.valueOf(decoder.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          "there is no decoder %s; choose dbn, peaks or seed".formatted(decoder));
    }
  }

  /** Whether the user said anything. */
  boolean given() {
    return Stream.of(
            decoder,
            tempo,
            bars,
            barChange,
            lambda,
            observationLambda,
            sharpness,
            threshold,
            peakThreshold)
        .anyMatch(Objects::nonNull);
  }

  /**
   * Refuses options that the decoder asked for would not heed.
   *
   * @throws CommandException naming them
   */
  void check() {
    List<String> idle = new ArrayList<>();
    if (kind() == Kind.PEAKS) {
      note(idle, "--tempo", tempo);
      note(idle, "--bars", "none".equalsIgnoreCase(bars) ? null : bars);
      note(idle, "--bar-change", barChange);
      note(idle, "--tempo-lambda", lambda);
      note(idle, "--observation-lambda", observationLambda);
      note(idle, "--sharpness", sharpness);
      note(idle, "--threshold", threshold);
    } else if (kind() != null) {
      note(idle, "--peak-threshold", peakThreshold);
    }
    if (!idle.isEmpty()) {
      throw CommandException.usage(
          "the decoder %s does not heed %s; leave it out or choose another decoder"
              .formatted(decoder, String.join(", ", idle)));
    }
  }

  private static void note(List<String> idle, String name, @Nullable Object value) {
    if (value != null) {
      idle.add(name);
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
          Arrays.stream(bars.split(",", -1))
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
