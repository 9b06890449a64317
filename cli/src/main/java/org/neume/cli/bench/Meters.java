package org.neume.cli.bench;

/**
 * A service's meters at one moment.
 *
 * @param page in Prometheus's format
 */
record Meters(String page) {
  /** The sum of a meter over all its tags; 0 where there is none. */
  double sum(String meter) {
    return page.lines()
        .filter(line -> line.startsWith(meter + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
