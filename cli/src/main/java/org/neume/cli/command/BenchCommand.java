package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.DoubleAdder;
import org.neume.annotation.Annotation;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.bench.BenchReport;
import org.neume.cli.bench.ChainBench;
import org.neume.cli.bench.LengthBench;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;
import org.neume.cli.chain.PureStages;
import org.neume.cli.chain.ScratchFolder;
import org.neume.cli.demo.DemoPiece;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast the chain is on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures boot, the whole chain with its broker, memory, and the stages without Kafka.",
      "",
      "Without files it composes ten songs of three minutes. Figures depend on the machine and on"
          + " what else runs there; the yardstick is measured in the same minute.",
      "",
      "  ./neume bench --analyses beats,notes,score",
      "",
      "With --long it measures something else: whether a long recording costs more memory. It runs"
          + " the services as processes of their own and sends a recording of ten minutes, then one"
          + " of two hours, and compares the most that each had used."
    })
final class BenchCommand implements Callable<Integer> {
  /** Set by the launcher: the folder that Neume was built in. */
  private static final String HOME_PROPERTY = "neume.home";

  private static final double SHORT_MINUTES = 10;
  private static final double LONG_MINUTES = 120;

  /** Times real time that beats and notes together are to reach, ten songs at once on two cores. */
  private static final double TARGET = 40;

  private static final int TARGET_CORES = 2;
  private static final int TARGET_SONGS = 10;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Songs to measure with.")
  List<Path> files = List.of();

  @Option(
      names = "--songs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Songs to compose (default: ${DEFAULT-VALUE}).")
  int songs = 10;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "180",
      description = "Their length (default: ${DEFAULT-VALUE}).")
  double seconds = 180;

  @Option(
      names = "--long",
      description = "Compare the services' memory for ten minutes and two hours in one recording.")
  boolean lengths;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "120",
      description = "With --long: the long recording, 20 or more (default: ${DEFAULT-VALUE}).")
  double minutes = LONG_MINUTES;

  @Mixin AnalysisOptions analysis = new AnalysisOptions();

  @Mixin ScaleOutOptions scaleOut = new ScaleOutOptions();

  @Mixin LaneOptions lanes = new LaneOptions();

  private final Terminal terminal;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (songs < 1 || !(seconds >= 10)) {
      throw CommandException.usage("give --songs 1 or more and --seconds 10 or more");
    }
    analysis.check();
    scaleOut.check();
    if (scaleOut.wanted()) {
      return scaleOut.run(
          terminal,
          home(),
          analysis.models,
          analysis.networks().get(0),
          analysis.networkSettings());
    }
    if (lanes.wanted()) {
      return lanes.run(terminal, home(), analysis.serviceSettings(), seconds);
    }
    return lengths ? benchLengths() : benchSpeed();
  }

  private int benchLengths() throws IOException {
    if (!files.isEmpty()) {
      throw CommandException.usage("--long composes its recordings; give no files");
    }
    if (!(minutes >= 2 * SHORT_MINUTES)) {
      throw CommandException.usage("--minutes is %s; give 20 or more".formatted(minutes));
    }
    Path home = home();
    return Benchmark.measure(
        () -> {
          BenchReport report = new BenchReport();
          try (ScratchFolder scratch = ScratchFolder.make()) {
            new LengthBench(
                    home,
                    analysis.serviceSettings(),
                    analysis.analyses(),
                    analysis.findings(),
                    analysis.owners(),
                    terminal::progress)
                .run(SHORT_MINUTES, minutes, scratch.path(), terminal::error, report);
          }
          terminal.result(report.text());
        });
  }

  private static Path home() {
    String home = System.getProperty(HOME_PROPERTY);
    if (home == null) {
      throw CommandException.environment(
          "where Neume was built is not known; start it with ./neume");
    }
    return Path.of(home);
  }

  private int benchSpeed() throws IOException {
    BenchReport report = new BenchReport();
    EmbeddedChain chain =
        EmbeddedChain.start(
            new ChainSettings(null, 0, analysis.serviceSettings()), terminal::error);
    List<Path> made = new ArrayList<>();
    int exitCode = ExitCode.OK;
    try {
      new ChainBench(List.of(), report).booted();
      if (files.isEmpty()) {
        terminal.progress("composing %d songs".formatted(songs));
        compose(made);
      }
      List<Path> all = files.isEmpty() ? made : files;
      ChainBench bench = new ChainBench(all, report);
      double target = isTargets(all.size()) ? TARGET : 0;
      bench.kafka("whole chain, first run", target, () -> annotate(chain.bootstrap(), all));
      bench.kafka("whole chain, second run", target, () -> annotate(chain.bootstrap(), all));
      terminal.progress("without Kafka");
      try (PureStages stages =
          PureStages.open(
              analysis.models,
              analysis.networks(),
              analysis.decoders(),
              analysis.serviceSettings())) {
        bench.pure(stages.chain(), analysis.analyses(), analysis.findings());
      }
      terminal.result(report.text());
    } catch (CommandException e) {
      terminal.error(String.valueOf(e.getMessage()));
      exitCode = e.exitCode();
    } finally {
      for (Path song : made) {
        Files.deleteIfExists(song);
      }
    }
    chain.abandon(exitCode);
    return exitCode;
  }

  /** Whether this is what the target is for; under other conditions it says nothing. */
  private boolean isTargets(int songsAtOnce) {
    return Runtime.getRuntime().availableProcessors() == TARGET_CORES
        && songsAtOnce == TARGET_SONGS
        && analysis.findings().containsAll(EnumSet.of(Finding.BEATS, Finding.NOTES));
  }

  private double annotate(String bootstrap, List<Path> all) {
    DoubleAdder audio = new DoubleAdder();
    new BatchAnnotator(
            Broker.at(bootstrap), analysis, all.size(), new ProgressLine(terminal, all.size()))
        .annotate(
            all,
            new BatchAnnotator.Listener() {
              @Override
              public void annotated(int index, Annotation annotation) {
                audio.add(annotation.durationSeconds());
              }

              @Override
              public void failed(int index, String message) {
                throw CommandException.file(message);
              }
            });
    return audio.sum();
  }

  private void compose(List<Path> made) throws IOException {
    for (int i = 0; i < songs; i++) {
      Path song = Files.createTempFile("neume-song-", ".wav");
      made.add(song);
      DemoPiece.make(i + 1, seconds).writeTo(song);
    }
  }
}
