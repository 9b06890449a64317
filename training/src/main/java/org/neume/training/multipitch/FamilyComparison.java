package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neume.feature.signal.SpectrumConfig;
import org.neume.training.train.Figures;
import org.neume.training.train.ProgressSink;
import org.neume.training.train.Settings;
import org.neume.training.train.Training;

/**
 * Measures every member of the family on the same pieces: linear regressions solved on the same frames,
 * networks with learned filters trained with equal budgets of multiply-adds, each budget in a run of its
 * own. What is measured is kept: the same comparison again, or one of further budgets, does the rest.
 */
public final class FamilyComparison {
  private static final double MILLION_MILLION = 1e12;

  private final MultipitchSplit split;
  private final Settings settings;
  private final ProgressSink progress;
  private final List<Double> budgets;
  private final Set<String> wanted;
  private final Path work;
  private final FinishedRows finished;

  /**
   * Prepares a comparison.
   *
   * @param settings of {@link #settings(Settings)}
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public FamilyComparison(MultipitchSplit split, Settings settings, ProgressSink progress) {
    this.split = split;
    this.settings = settings;
    this.progress = progress;
    this.budgets = budgets(settings.text("table-budgets"));
    this.wanted = wanted(settings.text("table-only"));
    within(settings.number("table-frames"), 100, 1e6, "table-frames");
    within(settings.number("table-heard"), 0.1, 600, "table-heard");
    this.work = Path.of(settings.text("work")).resolve("table");
    this.finished = new FinishedRows(work.resolve("rows"));
  }

  /** Adds to the settings of a run what a comparison has besides. */
  public static Settings settings(Settings run) {
    return run.adding("table-budgets", "0.2,0.6")
        .adding("table-only", "")
        .adding("table-frames", 12_000)
        .adding("table-heard", 3.0);
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

  /**
   * Measures.
   *
   * @return lines of Markdown: the table, what of the literature's order holds, and what more training
   *     brings
   * @throws IOException where a checkpoint or a row cannot be read or written
   */
  public List<String> run() throws IOException {
    List<FamilyTable.Row> rows = new ArrayList<>();
    for (SpectrumConfig config : SpectrumConfig.FAMILY) {
      if (wanted.contains(config.name())) {
        add(rows, fixed(config));
      }
    }
    for (FamilyMember member : FamilyMember.ALL) {
      if (wanted.contains(member.folder())) {
        add(rows, learned(member));
      }
    }
    List<String> all = new ArrayList<>();
    all.add("Data: " + split.description() + ".");
    all.add("");
    all.add(
        "Budget: linear regressions are solved on %s frames; every other network gets %s million million multiply-adds (a forward pass) in one run."
            .formatted(settings.text("table-frames"), last()));
    all.add("");
    FamilyTable table = new FamilyTable(rows);
    all.addAll(table.lines());
    all.add("");
    all.addAll(table.order());
    all.add("");
    all.addAll(new LearningCurves(rows, budgets).lines());
    return all;
  }

  private void add(List<FamilyTable.Row> rows, FamilyTable.Row row) {
    rows.add(row);
    progress.line(new FamilyTable(List.of(row)).lines().get(2));
  }

  private double last() {
    return budgets.get(budgets.size() - 1);
  }

  private FamilyTable.Row fixed(SpectrumConfig config) throws IOException {
    Measured solve = () -> new SolvedRegressions(split, settings).figures(config);
    Figures figures =
        kept(config.name(), "solved on %s frames".formatted(settings.text("table-frames")), solve);
    return new FamilyTable.Row(
        FamilyTable.Kind.FIXED,
        config.kind().text(),
        config.window(),
        SolvedRegressions.parameters(config),
        figures,
        Literature.of(config),
        List.of());
  }

  private FamilyTable.Row learned(FamilyMember member) throws IOException {
    List<FamilyTable.Point> curve = new ArrayList<>();
    for (double budget : budgets) {
      curve.add(
          new FamilyTable.Point(
              budget, member.steps(budget * MILLION_MILLION), trained(member, budget)));
    }
    return new FamilyTable.Row(
        FamilyTable.Kind.LEARNED,
        member.title(),
        member.window(),
        member.network().layout().size(),
        curve.get(curve.size() - 1).figures(),
        member.literature(),
        curve);
  }

  private Figures trained(FamilyMember member, double budget) throws IOException {
    int steps = member.steps(budget * MILLION_MILLION);
    int epochs = (int) Math.min(steps, Math.ceil(budget));
    String name = member.folder() + "-" + budget;
    Settings own =
        settings.with(
            "work=" + work.resolve(name),
            "batch=" + member.items(),
            "frames=" + member.frames(),
            "rate=" + member.rate(),
            "epochs=" + epochs,
            "patience=" + epochs,
            "heard=" + settings.text("table-heard"),
            "steps=" + steps / epochs,
            "warmup=" + Math.min(50, Math.max(1, steps / 10)));
    MultipitchTask task =
        new MultipitchTask(MultipitchOptions.of(member.network(), own), split, "the same pieces");
    Figures figures =
        kept(
            name,
            "%s, %s, %d x %d steps of %d x %d, %s"
                .formatted(
                    member.network(),
                    member.start().name(),
                    epochs,
                    steps / epochs,
                    member.items(),
                    member.frames(),
                    task.options().optimizer()),
            () -> new Training(task, member.start(), progress).run().kept().figures());
    // Only the figures are of use from here on.
    Files.deleteIfExists(task.options().checkpoint());
    return figures;
  }

  /** Something that is measured, at length. */
  private interface Measured {
    Figures figures() throws IOException;
  }

  /** The figures of before, or new ones, which are kept. */
  private Figures kept(String name, String what, Measured measured) throws IOException {
    String madeOf =
        "%s; seed %s, %s to %s dB, %s s heard, the %s epoch; %s"
            .formatted(
                what,
                settings.text("seed"),
                settings.text("softest"),
                settings.text("loudest"),
                settings.text("table-heard"),
                settings.text("keep"),
                split.contents());
    var before = finished.find(name, madeOf);
    if (before.isPresent()) {
      return before.get();
    }
    Figures figures = measured.figures();
    finished.add(name, madeOf, figures);
    return figures;
  }
}
