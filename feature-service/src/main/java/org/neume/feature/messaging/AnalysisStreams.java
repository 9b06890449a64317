package org.neume.feature.messaging;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The representations that each analysis needs.
 *
 * <p>By default beats need log-bands-81, notes constant-q-48, a score both; an analysis of any other
 * name, for instance a model of the user's own, needs log-bands-81. Immutable.
 */
final class AnalysisStreams {
  /** What holds where nothing is configured. */
  static final AnalysisStreams DEFAULT = new AnalysisStreams(Map.of());

  private final Map<String, Set<FeatureStream>> streams = new HashMap<>();

  /**
   * The default, except for the analyses that are named.
   *
   * @param configured names of representations by analysis
   * @throws IllegalArgumentException if there is no such representation, or none is named
   */
  AnalysisStreams(Map<String, ? extends Collection<String>> configured) {
    streams.put("beats", EnumSet.of(FeatureStream.LOG_BANDS));
    streams.put("notes", EnumSet.of(FeatureStream.CONSTANT_Q));
    streams.put("score", EnumSet.allOf(FeatureStream.class));
    new TreeMap<>(configured)
        .forEach((analysis, names) -> streams.put(analysis, parse(analysis, names)));
  }

  private static Set<FeatureStream> parse(String analysis, Collection<String> names) {
    Set<FeatureStream> parsed = EnumSet.noneOf(FeatureStream.class);
    for (String name : names) {
      parsed.add(FeatureStream.named(name.strip()).orElseThrow(() -> unknown(analysis, name)));
    }
    if (parsed.isEmpty()) {
      throw unknown(analysis, "nothing");
    }
    return parsed;
  }

  private static IllegalArgumentException unknown(String analysis, String name) {
    return new IllegalArgumentException(
        "neume.feature.representations.%s names %s, which nobody computes: name one or more of %s"
            .formatted(
                analysis,
                name,
                Arrays.stream(FeatureStream.values())
                    .map(FeatureStream::streamName)
                    .collect(Collectors.joining(", "))));
  }

  /** The streams that a recording with these analyses has, in the order in which they are written. */
  Set<FeatureStream> of(List<String> analyses) {
    Set<FeatureStream> needed = EnumSet.noneOf(FeatureStream.class);
    for (String analysis : analyses) {
      needed.addAll(streams.getOrDefault(analysis, EnumSet.of(FeatureStream.LOG_BANDS)));
    }
    return needed.isEmpty() ? EnumSet.of(FeatureStream.LOG_BANDS) : needed;
  }
}
