package org.neume.deploy.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that services export, and those that an expression asks for. */
final class Metrics {
  private static final Pattern NAME = Pattern.compile("(?<![\\w:])neume[\\w:]*");

  private Metrics() {}

  /** All names of {@code deploy/prometheus/metrics.txt}, as Prometheus stores their series. */
  static Set<String> exported() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(Repository.at("deploy/prometheus/metrics.txt"))) {
      if (line.startsWith("neume_")) {
        int space = line.indexOf(' ');
        String name = line.substring(0, space);
        switch (line.substring(space + 1)) {
          case "counter", "gauge" -> names.add(name);
          case "summary" -> names.addAll(Set.of(name + "_sum", name + "_count"));
          case "histogram" ->
              names.addAll(Set.of(name + "_bucket", name + "_sum", name + "_count"));
          default -> throw new IllegalStateException(line);
        }
      }
    }
    return names;
  }

  /** The names of this project's series in a PromQL expression. */
  static Set<String> in(String expression) {
    Set<String> names = new TreeSet<>();
    // Label values and legends are no names of series.
    Matcher matcher = NAME.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
