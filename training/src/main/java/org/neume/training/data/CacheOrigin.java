package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that decides which pieces a cache holds: where any of it differs, equal numbers mean other pieces,
 * and what one plan holds out another may train on. How many hours are made is not part of it, for a
 * longer build continues a shorter one.
 *
 * @param parts value by name, as people know them, in the order in which a manifest begins with them;
 *     empty where a manifest of an earlier release does not say them
 */
record CacheOrigin(Map<String, String> parts) {
  private static final String SEPARATOR = ": ";

  CacheOrigin {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Soundfonts by name and hash; their order counts. */
  static String fonts(List<Path> files) throws IOException {
    List<String> named = new ArrayList<>();
    for (Path file : files) {
      // Those who give one twice want it drawn twice as often.
      named.add(file.getFileName() + " " + SourceHash.ofFile(file));
    }
    return named.isEmpty() ? "none" : String.join(", ", named);
  }

  /** Reads what {@link #lines} wrote, and all lines of another release that look like it. */
  static CacheOrigin parse(List<String> lines) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String line : lines) {
      int end = line.indexOf(SEPARATOR);
      if (end > 0) {
        parts.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
      }
    }
    return new CacheOrigin(parts);
  }

  /** A line for each part. */
  List<String> lines() {
    return parts.entrySet().stream().map(p -> p.getKey() + SEPARATOR + p.getValue()).toList();
  }

  /** A part by its name; empty where it is not said. */
  String part(String name) {
    return parts.getOrDefault(name, "");
  }

  /** What is another than in {@code there}: name, value there and value here, for people. */
  List<String> differences(CacheOrigin there) {
    List<String> different = new ArrayList<>();
    parts.forEach(
        (name, value) -> {
          String other = there.parts.get(name);
          if (!Objects.equals(other, value)) {
            different.add("%s %s, not %s".formatted(name, other, value));
          }
        });
    return different;
  }
}
