package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.neume.cli.CommandException;
import org.neume.cli.bench.BenchReport;
import org.neume.cli.bench.LaneBench;
import org.neume.cli.chain.ScratchFolder;
import org.neume.schemas.Lane;
import picocli.CommandLine.Option;

/** What {@code bench} measures of a recording that is played while many are imported. */
final class LaneOptions {
  private static final double SHORTEST = 60;

  @Option(
      names = "--lanes",
      description =
          "Compare how soon the results of a recording come that is played alone, and beside an import of"
              + " 100 songs in the bulk lane.")
  boolean lanes;

  @Option(
      names = "--import-lane",
      paramLabel = "LANE",
      defaultValue = "bulk",
      description =
          "With --lanes: where the import goes; live shows what the bulk lane is for (default:"
              + " ${DEFAULT-VALUE}).")
  String lane = "bulk";

  @Option(
      names = "--import",
      paramLabel = "N",
      defaultValue = "100",
      description = "With --lanes: songs of the import, all at once (default: ${DEFAULT-VALUE}).")
  int songs = 100;

  @Option(
      names = "--played",
      paramLabel = "S",
      defaultValue = "120",
      description =
          "With --lanes: seconds that are played, 60 or more (default: ${DEFAULT-VALUE}).")
  double played = 120;

  /** Whether it is asked for. */
  boolean wanted() {
    return lanes;
  }

  /**
   * Measures it.
   *
   * @param home the folder that Neume was built in
   * @param settings settings of the services by property name
   * @param songSeconds length of each song of the import
   */
  int run(Terminal terminal, Path home, Map<String, String> settings, double songSeconds)
      throws IOException {
    Lane where =
        Lane.find(lane)
            .orElseThrow(
                () -> CommandException.usage("--import-lane is neither live nor bulk: " + lane));
    if (songs < 1 || !(played >= SHORTEST)) {
      throw CommandException.usage("give --import 1 or more and --played 60 or more");
    }
    LaneBench.Plan plan = new LaneBench.Plan(played, songs, songSeconds, where);
    return Benchmark.measure(
        () -> {
          BenchReport report = new BenchReport();
          try (ScratchFolder scratch = ScratchFolder.make()) {
            new LaneBench(home, settings, terminal::progress)
                .run(plan, scratch.path(), terminal::error, report);
          }
          terminal.result(report.text());
        });
  }
}
