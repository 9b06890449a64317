package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.DoubleAdder;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.bench.BenchReport;
import org.neume.cli.bench.ChainBench;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;
import org.neume.cli.chain.Outcome;
import org.neume.cli.chain.PureStages;
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
          + " what else runs there; the yardstick is measured in the same minute."
    })
final class BenchCommand implements Callable<Integer> {
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

  @Mixin AnalysisOptions analysis = new AnalysisOptions();

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
      bench.kafka("whole chain, first run", () -> annotate(chain.bootstrap(), all));
      bench.kafka("whole chain, second run", () -> annotate(chain.bootstrap(), all));
      terminal.progress("without Kafka");
      try (PureStages stages =
          PureStages.open(analysis.models, analysis.model(), analysis.decoders())) {
        bench.pure(stages.chain(), analysis.model());
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

  private double annotate(String bootstrap, List<Path> all) {
    DoubleAdder audio = new DoubleAdder();
    new BatchAnnotator(
            bootstrap, analysis.analyses(), all.size(), new ProgressLine(terminal, all.size()))
        .annotate(
            all,
            new BatchAnnotator.Listener() {
              @Override
              public void annotated(int index, Outcome outcome) {
                audio.add(outcome.annotation().durationSeconds());
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
