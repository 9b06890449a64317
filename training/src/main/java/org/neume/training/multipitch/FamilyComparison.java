package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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
  private final MultipitchSplit split;
  private final Settings settings;
  private final ProgressSink progress;
  private final FamilyPlan plan;
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
    this.plan = FamilyPlan.of(settings);
    this.finished = new FinishedRows(plan.work().resolve("rows"));
  }

  /**
   * Refuses settings that a comparison cannot be made with; no data is needed for that.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public static void check(Settings settings) {
    var unused = FamilyPlan.of(settings);
  }

  /** Adds to the settings of a run what a comparison has besides. */
  public static Settings settings(Settings run) {
    return run.adding("table-budgets", "0.2,0.6")
        .adding("table-only", "")
        .adding("table-frames", 12_000)
        .adding("table-heard", 3.0);
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
      if (plan.includes(config.name())) {
        add(rows, fixed(config));
      }
    }
    for (FamilyMember member : FamilyMember.ALL) {
      if (plan.includes(member.folder())) {
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
    all.addAll(new LearningCurves(rows, plan.budgets()).lines());
    return all;
  }

  private void add(List<FamilyTable.Row> rows, FamilyTable.Row row) {
    rows.add(row);
    progress.line(new FamilyTable(List.of(row)).lines().get(2));
  }

  private double last() {
    return plan.budgets().get(plan.budgets().size() - 1);
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
    for (double budget : plan.budgets()) {
      curve.add(
          new FamilyTable.Point(budget, FamilyPlan.steps(member, budget), trained(member, budget)));
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
    MultipitchOptions options = plan.run(member, budget);
    MultipitchTask task = new MultipitchTask(options, split, "the same pieces");
    Figures figures =
        kept(
            FamilyPlan.name(member, budget),
            "%s, %s, %d x %d steps of %d x %d, %s"
                .formatted(
                    member.network(),
                    member.start().name(),
                    options.run().epochs(),
                    options.run().stepsPerEpoch(),
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
