package org.neume.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.RawTempo;
import org.neume.annotation.WrittenScore;

/** An annotation in one line for people. */
public final class AnnotationPrinter {
  private AnnotationPrinter() {}

  /** Tempo with its alternatives, bar, counts and length, behind {@code # }. */
  public static String summary(Annotation annotation) {
    return "# %s: %s%n"
        .formatted(
            annotation.title(),
            Stream.of(
                    beats(annotation),
                    rawTempo(annotation.rawTempo()),
                    notes(annotation),
                    score(annotation.score()))
                .filter(part -> !part.isEmpty())
                .map(part -> part + ", ")
                .collect(Collectors.joining("", "", clock(annotation.durationSeconds()))));
  }

  private static String beats(Annotation annotation) {
    return annotation.hasBeats()
        ? "%s, %d beats, %d downbeats%s"
            .formatted(
                tempo(annotation.tempi()),
                annotation.beats().size(),
                annotation.downbeatCount(),
                bars(annotation.beats()))
        : "";
  }

  private static String rawTempo(@Nullable RawTempo found) {
    return found == null ? "" : "%s from raw audio".formatted(tempo(found.tempi()));
  }

  private static String tempo(List<OverallTempo> tempi) {
    if (tempi.isEmpty()) {
      return "no tempo";
    }
    String first = "%s BPM".formatted(bpm(tempi.get(0)));
    if (tempi.size() == 1) {
      return first;
    }
    return tempi.stream()
        .skip(1)
        .map(t -> "%s: %.0f %%".formatted(bpm(t), 100 * t.weight()))
        .collect(Collectors.joining(", ", first + " (or ", ")"));
  }

  private static String bpm(OverallTempo tempo) {
    return String.format(Locale.ROOT, "%.1f", tempo.beatsPerMinute());
  }

  private static String bars(List<AnnotatedBeat> beats) {
    List<Integer> lengths =
        beats.stream()
            .map(AnnotatedBeat::beatsPerBar)
            .filter(n -> n > 0)
            .distinct()
            .sorted()
            .toList();
    if (lengths.isEmpty()) {
      return "";
    }
    return lengths.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" or ", " (", " beats a bar)"));
  }

  private static String notes(Annotation annotation) {
    return annotation.hasNotes() ? "%d notes".formatted(annotation.notes().size()) : "";
  }

  private static String score(@Nullable WrittenScore score) {
    return score == null ? "" : "%d measures".formatted(score.measures());
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3_600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
