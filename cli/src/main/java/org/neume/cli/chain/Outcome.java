package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.Annotation;
import org.neume.annotation.stream.Finding;

/**
 * How a recording ended.
 *
 * @param annotation all that was found, of what was given up too as far as it came
 * @param completed what was found to the recording's end
 * @param failures why each of the others was given up, in one line
 */
public record Outcome(
    Annotation annotation, Set<Finding> completed, Map<Finding, String> failures) {
  /** Copies what it is given, in the order of the findings. */
  public Outcome {
    completed = Collections.unmodifiableSet(new LinkedHashSet<>(completed));
    Map<Finding, String> ordered = new EnumMap<>(Finding.class);
    ordered.putAll(failures);
    failures = Collections.unmodifiableMap(ordered);
  }

  /** Whether all that was awaited was found to the recording's end. */
  public boolean complete() {
    return failures.isEmpty();
  }

  /** The annotation without what was given up. */
  public Annotation whole() {
    return annotation.keeping(
        completed.contains(Finding.BEATS),
        completed.contains(Finding.NOTES),
        completed.contains(Finding.SCORE),
        completed.contains(Finding.TEMPO),
        completed.contains(Finding.PITCH));
  }

  /** The first cause for which something was given up; null if nothing was. */
  public @Nullable String cause() {
    return failures.isEmpty() ? null : failures.values().iterator().next();
  }

  /**
   * What was given up and why, a line for each; a single one where all was for one cause, which then
   * is the recording's.
   */
  public List<String> problems() {
    if (completed.isEmpty() && Set.copyOf(failures.values()).size() == 1) {
      return List.copyOf(Set.copyOf(failures.values()));
    }
    List<String> lines = new ArrayList<>();
    failures.forEach((finding, cause) -> lines.add("no %s: %s".formatted(finding.words(), cause)));
    return lines;
  }
}
