package org.neume.stage.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of what services export, {@code deploy/prometheus/metrics.txt}, which dashboards and alerts
 * are checked against.
 */
public final class ExportedMeters {
  private static final String TYPE = "# TYPE ";

  private ExportedMeters() {}

  /** The lines of a part of the list: {@code neume_stage_inputs_total counter}. */
  public static SortedSet<String> listed(String part) throws IOException {
    Path list =
        Path.of(Objects.requireNonNull(System.getProperty("neume.root")))
            .resolve("deploy/prometheus/metrics.txt");
    TreeSet<String> names = new TreeSet<>();
    String current = "";
    for (String line : Files.readAllLines(list)) {
      if (line.startsWith("[")) {
        current = line.substring(1, line.length() - 1);
      } else if (current.equals(part) && !line.isBlank() && !line.startsWith("#")) {
        names.add(line);
      }
    }
    return names;
  }

  /** The same of what a service answers at /q/metrics, as far as its names begin like this. */
  public static SortedSet<String> exported(String scrape, String... prefixes) {
    TreeSet<String> names = new TreeSet<>();
    scrape
        .lines()
        .filter(line -> line.startsWith(TYPE))
        .map(line -> line.substring(TYPE.length()).strip())
        // OpenMetrics names the family, its series end in _total all the same.
        .map(name -> name.replaceFirst("(?<!_total) counter$", "_total counter"))
        .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
        .forEach(names::add);
    return names;
  }
}
