package org.neume.training.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that decides what a training run comes to: a run goes on from a checkpoint of an equal one
 * only. Immutable.
 *
 * @param parts value by name, as people know them
 */
record RunIdentity(Map<String, String> parts) {
  /** Name of the part that says what the run began with. */
  static final String FIRST_WEIGHTS = "first weights";

  private static final String SEPARATOR = "\n";

  RunIdentity {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Everything as text, which {@link #differences} reads. */
  String text() {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(SEPARATOR));
  }

  /** The names of the parts that are others in a text of {@link #text}; empty if none is. */
  List<String> differences(String text) {
    Map<String, String> others = new LinkedHashMap<>();
    for (String line : text.split(SEPARATOR, -1)) {
      int equals = line.indexOf('=');
      others.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }
    // Checkpoints of note networks did not say so when there was nothing else to begin with.
    others.putIfAbsent(FIRST_WEIGHTS, StartWeights.DRAWN.name());
    Set<String> names = new TreeSet<>(parts.keySet());
    names.addAll(others.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      String value = parts.get(name);
      if (value == null || !value.equals(others.get(name))) {
        different.add(name.isEmpty() ? "version" : name);
      }
    }
    return different;
  }
}
