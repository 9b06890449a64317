package org.neume.schemas;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may name an analysis. Analyses name model folders, settings and the streams of their results,
 * so that {@link Streams#EVERY} above all must name none.
 */
public final class AnalysisNames {
  /** Lower-case letters, digits and hyphens, at most 64 characters, beginning with no hyphen. */
  public static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private AnalysisNames() {}

  /** What is wrong with the first name that is no analysis's, in one line; null if nothing is. */
  public static @Nullable String problem(Collection<String> names) {
    return names.stream()
        .filter(name -> !PATTERN.matcher(name).matches())
        .findFirst()
        .map(
            name ->
                "no analysis can be named [%s]: name analyses with at most 64 lower-case letters, digits and hyphens"
                    .formatted(name.length() <= 64 ? name : name.substring(0, 61) + "..."))
        .orElse(null);
  }
}
