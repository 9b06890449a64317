package org.neume.cli.command;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.ServiceSettings;
import picocli.CommandLine.Option;

/** What the user may tell the decoder of notes. Anything left out keeps its default. */
final class NoteOptions {
  static final String POSTERIORS = "posteriors";
  static final String CANDIDATES = "candidates";

  @Option(
      names = "--procedure",
      paramLabel = "NAME",
      description =
          "How notes are formed: posteriors, each key on its own, or candidates, the procedure of"
              + " the first text: one decision at each moment at which much begins, every note ends"
              + " where the next begin (default: posteriors).")
  @Nullable String procedure;

  @Option(
      names = "--onset-threshold",
      paramLabel = "P",
      description =
          "A note begins from this posterior on, above 0 to 1 (default: the procedure's).")
  @Nullable Double onsetThreshold;

  @Option(
      names = "--frame-threshold",
      paramLabel = "P",
      description =
          "A note sounds from this posterior on, above 0 to 1 (default: the procedure's).")
  @Nullable Double frameThreshold;

  @Option(
      names = "--minimum-length",
      paramLabel = "S",
      description = "Shorter notes are left out, in seconds (default: 0.04).")
  @Nullable Double minimumLength;

  @Option(
      names = "--certain-threshold",
      paramLabel = "P",
      description =
          "The procedure candidates keeps notes below this only where a track of peaks carries them"
              + " (default: no filter).")
  @Nullable Double certainThreshold;

  /** Whether the user said anything. */
  boolean given() {
    return Stream.of(procedure, onsetThreshold, frameThreshold, minimumLength, certainThreshold)
        .anyMatch(Objects::nonNull);
  }

  /** What is said, by the property names of the service. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    if (procedure != null) {
      if (!procedure.equals(POSTERIORS) && !procedure.equals(CANDIDATES)) {
        throw CommandException.usage(
            "there is no procedure %s; choose posteriors or candidates".formatted(procedure));
      }
      properties.put("neume.notes.method", procedure);
    }
    if (certainThreshold != null && !CANDIDATES.equals(procedure)) {
      throw CommandException.usage(
          "--certain-threshold filters the procedure candidates; add --procedure candidates");
    }
    put(properties, "onset-threshold", onsetThreshold);
    put(properties, "frame-threshold", frameThreshold);
    put(properties, "certain-threshold", certainThreshold);
    if (minimumLength != null) {
      if (!(minimumLength >= 0 && minimumLength <= 15)) {
        throw CommandException.usage(
            "--minimum-length is %s; give 0 to 15 seconds".formatted(minimumLength));
      }
      properties.put("neume.notes.minimum-length", seconds(minimumLength));
    }
    return properties;
  }

  /** A length as the service reads it. */
  static String seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9)).toString();
  }

  /**
   * Refuses what no notes can be formed with.
   *
   * @throws CommandException naming it
   */
  void check() {
    try {
      var unused = new ServiceSettings(properties()).notes().settings();
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Refuses what a network that says of frames which pitches sound would ignore.
   *
   * @param model its name
   * @throws CommandException naming the first such option
   */
  void refuseForFrames(String model) {
    refuseForFrames(model, "--procedure", procedure != null);
    refuseForFrames(model, "--onset-threshold", onsetThreshold != null);
    refuseForFrames(model, "--certain-threshold", certainThreshold != null);
  }

  /** The same of any option. */
  static void refuseForFrames(String model, String option, boolean given) {
    if (given) {
      throw CommandException.usage(
          "%s does nothing for %s, whose notes are runs of frames at --frame-threshold or above; leave it out"
              .formatted(option, model));
    }
  }

  private static void put(Map<String, String> properties, String name, @Nullable Double value) {
    if (value != null) {
      properties.put("neume.notes." + name, value.toString());
    }
  }
}
