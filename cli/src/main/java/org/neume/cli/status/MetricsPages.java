package org.neume.cli.status;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of stages, gathered from metrics pages in Prometheus's format. Confined to one thread. */
public final class MetricsPages {
  private static final Pattern SAMPLE =
      Pattern.compile("(neume_stage_[a-z_]+)\\{([^}]*)\\}\\s+(\\S+).*");
  private static final Pattern STAGE = Pattern.compile("(?:^|,)\\s*stage=\"([^\"]*)\"");
  private static final Pattern LANE = Pattern.compile("(?:^|,)\\s*lane=\"([^\"]*)\"");

  private final Map<String, StageFigures> stages = new TreeMap<>();

  /** Adds a page; lines that say nothing of a stage are passed over. */
  public void add(String page) {
    page.lines().forEach(this::line);
  }

  /** What the pages say of a stage; empty if they say nothing. */
  public Optional<StageFigures> of(ChainStage stage) {
    return Optional.ofNullable(stages.get(stage.title()));
  }

  private void line(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      return;
    }
    Matcher stage = STAGE.matcher(sample.group(2));
    if (!stage.find()) {
      return;
    }
    Matcher lane = LANE.matcher(sample.group(2));
    String title =
        lane.find() && !lane.group(1).isEmpty() && !lane.group(1).equals("live")
            ? stage.group(1) + " " + lane.group(1)
            : stage.group(1);
    try {
      double value = Double.parseDouble(sample.group(3));
      stages.merge(
          title,
          StageFigures.NONE.with(sample.group(1), value),
          (old, added) -> old.with(sample.group(1), value));
    } catch (NumberFormatException e) {
      // Another program's page.
    }
  }
}
