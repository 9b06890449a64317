package org.neume.training.multipitch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.training.train.Settings;

/**
 * What a comparison of the family measures, and by which runs.
 *
 * @param settings of {@link FamilyComparison#settings}
 * @param budgets millions of millions of multiply-adds, each larger than the one before
 * @param wanted names of the members that are measured
 */
record FamilyPlan(Settings settings, List<Double> budgets, Set<String> wanted) {
  private static final double MILLION_MILLION = 1e12;

  /** Copies the lists. */
  FamilyPlan {
    budgets = List.copyOf(budgets);
    wanted = Set.copyOf(wanted);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if one is out of its range, of whatever run
   */
  static FamilyPlan of(Settings settings) {
    FamilyPlan plan =
        new FamilyPlan(
            settings, budgets(settings.text("table-budgets")), wanted(settings.text("table-only")));
    within(settings.whole("table-frames"), 100, 1e6, "table-frames");
    within(settings.number("table-heard"), 0.1, 600, "table-heard");
    for (FamilyMember member : FamilyMember.ALL) {
      if (plan.includes(member.folder())) {
        plan.budgets.forEach(budget -> plan.run(member, budget));
      }
    }
    return plan;
  }

  private static void within(double value, double least, double most, String name) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "the setting %s=%s is not in %s..%s".formatted(name, value, least, most));
    }
  }

  private static List<Double> budgets(String text) {
    try {
      List<Double> budgets =
          Arrays.stream(text.split(",", -1)).map(String::strip).map(Double::valueOf).toList();
      double before = 0;
      for (double budget : budgets) {
        if (!(budget > before && budget <= 1_000)) {
          throw new NumberFormatException();
        }
        before = budget;
      }
      return budgets;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the setting table-budgets=%s is no list of numbers up to 1000, each larger than the one before, such as 0.2,0.6,2"
              .formatted(text),
          e);
    }
  }

  private static Set<String> wanted(String text) {
    Set<String> names = new TreeSet<>();
    SpectrumConfig.FAMILY.forEach(config -> names.add(config.name()));
    FamilyMember.ALL.forEach(member -> names.add(member.folder()));
    if (text.isBlank()) {
      return names;
    }
    Set<String> wanted = new TreeSet<>(Arrays.asList(text.split(",", -1)));
    if (!names.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "the setting table-only=%s names what is not in the table: give names of %s with commas between them"
              .formatted(text, names));
    }
    return wanted;
  }

  /** Whether the member of this name is measured. */
  boolean includes(String name) {
    return wanted.contains(name);
  }

  /** Where runs and rows lie. */
  Path work() {
    return Path.of(settings.text("work")).resolve("table");
  }

  /** Steps that a budget pays for. */
  static int steps(FamilyMember member, double budget) {
    return member.steps(budget * MILLION_MILLION);
  }

  /** The name of a member's run. */
  static String name(FamilyMember member, double budget) {
    return member.folder() + "-" + budget;
  }

  /** The run of a member that a budget pays for. */
  MultipitchOptions run(FamilyMember member, double budget) {
    int steps = steps(member, budget);
    int epochs = (int) Math.min(steps, Math.ceil(budget));
    Settings own =
        settings.with(
            "work=" + work().resolve(name(member, budget)),
            "batch=" + member.items(),
            "frames=" + member.frames(),
            "rate=" + member.rate(),
            "epochs=" + epochs,
            "patience=" + epochs,
            "heard=" + settings.text("table-heard"),
            "steps=" + steps / epochs,
            "warmup=" + Math.min(50, Math.max(1, steps / 10)));
    return MultipitchOptions.of(member.network(), own);
  }
}
