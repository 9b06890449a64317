package org.neume.cli.bench;

import java.util.List;
import java.util.Locale;

/** Phases as a table, and whether the target is reached. */
final class ScaleTable {
  /** Efficiency that is asked for. */
  static final double TARGET = 0.9;

  private static final int[] WIDTHS = {8, 10, 10, 9, 11, 10, 9, 8, 6, 13, 14};

  private ScaleTable() {}

  /**
   * The table.
   *
   * @param phases by rising number of replicas
   */
  static String of(List<ScalePhase> phases) {
    StringBuilder text = new StringBuilder();
    text.append(
        row(
            "replicas",
            "windows/s",
            "real time",
            "speed-up",
            "efficiency",
            "replicas'",
            "broker,",
            "machine,",
            "moved",
            "pause, median",
            "pause, longest"));
    text.append(row("", "", "", "", "", "CPU", "reader", "all", "", "", ""));
    ScalePhase first = phases.get(0);
    for (ScalePhase phase : phases) {
      List<Double> pauses = phase.pauses().stream().sorted().toList();
      text.append(
          row(
              Integer.toString(phase.replicas()),
              number("%.1f", phase.windowsPerSecond()),
              number("%.0f x", phase.timesRealTime()),
              number("%.2f", phase.speedUp(first)),
              percent(phase.efficiency(first)),
              percent(phase.cpu().services()),
              percent(phase.cpu().own()),
              percent(phase.cpu().machine()),
              pauses.isEmpty() ? "-" : Integer.toString(pauses.size()),
              pauses.isEmpty() ? "-" : number("%.1f s", median(pauses)),
              pauses.isEmpty() ? "-" : number("%.1f s", pauses.get(pauses.size() - 1))));
    }
    return text.toString();
  }

  /** The target and whether the last phase reaches it. */
  static String verdict(List<ScalePhase> phases) {
    ScalePhase first = phases.get(0);
    ScalePhase last = phases.get(phases.size() - 1);
    double worst =
        phases.stream().mapToDouble(phase -> phase.efficiency(first)).min().orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "efficiency from %d to %d replicas >= %.0f %%: %s (least: %.0f %%)%n",
        first.replicas(),
        last.replicas(),
        100 * TARGET,
        worst >= TARGET ? "reached" : "not reached",
        100 * worst);
  }

  /** The middle of sorted values; of an even number, the mean of the two in the middle. */
  static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static String row(String... cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(i == 0 ? "" : " ")
          .append(" ".repeat(Math.max(0, WIDTHS[i] - cells[i].length())))
          .append(cells[i]);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "?" : number("%.0f %%", 100 * share);
  }
}
