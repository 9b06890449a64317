package org.neume.feature.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The representations that each analysis needs.
 *
 * <p>By default beats need log-bands-81, notes constant-q-48, a score both, tempo raw-11025,
 * multipitch spectrogram-8192, pitch single-note-constant-q, pitch-classic single-note-16000; an analysis of any
 * other name, for instance a model of the user's own, needs log-bands-81. Immutable.
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
    streams.put("beats", Set.of(FeatureStream.LOG_BANDS));
    streams.put("notes", Set.of(FeatureStream.CONSTANT_Q));
    streams.put("score", Set.of(FeatureStream.LOG_BANDS, FeatureStream.CONSTANT_Q));
    streams.put("multipitch", Set.of(FeatureStream.SPECTROGRAM));
    streams.put("tempo", Set.of(FeatureStream.RAW));
    streams.put("tempo-classic", Set.of(FeatureStream.RAW));
    streams.put("pitch", Set.of(FeatureStream.NOTE_CONSTANT_Q));
    streams.put("pitch-classic", Set.of(FeatureStream.NOTE_RAW));
    new TreeMap<>(configured)
        .forEach((analysis, names) -> streams.put(analysis, parse(analysis, names)));
  }

  private static Set<FeatureStream> parse(String analysis, Collection<String> names) {
    Set<FeatureStream> parsed = new HashSet<>();
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
                FeatureStream.ALL.stream()
                    .map(FeatureStream::name)
                    .collect(Collectors.joining(", "))));
  }

  /** The streams that a recording with these analyses has, in the order in which they are written. */
  List<FeatureStream> of(List<String> analyses) {
    Set<FeatureStream> needed = new HashSet<>();
    for (String analysis : analyses) {
      needed.addAll(streams.getOrDefault(analysis, Set.of(FeatureStream.LOG_BANDS)));
    }
    if (needed.isEmpty()) {
      needed.add(FeatureStream.LOG_BANDS);
    }
    return FeatureStream.ALL.stream().filter(needed::contains).toList();
  }
}
