package org.neume.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.AnnotationCollector;
import org.neume.cli.chain.Finding;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.Outcome;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the files of a recording that the chain has finished. */
@Command(
    name = "export",
    description = {
      "Writes the annotation of a finished recording from the topics of a running chain.",
      "",
      "  ./neume export $ID --format beats,jams --out annotations"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECORDING", description = "The id that publish printed.")
  String recording = "";

  @Mixin BrokerOption broker = new BrokerOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--analyses",
      paramLabel = "WHAT",
      split = ",",
      defaultValue = "beats",
      description =
          "What the recording was published for: beats, notes, score (default: ${DEFAULT-VALUE}).")
  List<String> what = List.of("beats");

  @Option(
      names = "--audio",
      paramLabel = "FILE",
      description = "The recording itself, for the format click.")
  @Nullable Path audio;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the files (default: the id).")
  @Nullable String name;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to look for the recording's end (default: ${DEFAULT-VALUE}).")
  int patience = 10;

  private final Terminal terminal;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    AnalysisOptions analysis = new AnalysisOptions();
    analysis.what = what;
    Set<Finding> findings = analysis.findings();
    output.requireScore(findings.contains(Finding.SCORE));
    AnnotationSink sink = AnnotationSink.of(terminal, output);
    KafkaClients.check(
        broker.bootstrap,
        Stream.concat(Stream.of(Topics.STATUS), findings.stream().map(Finding::topic))
            .toArray(Topic[]::new));
    String title = Objects.requireNonNullElse(name, recording);
    try (AnnotationCollector collector =
        new AnnotationCollector(broker.bootstrap, recording, true, findings)) {
      CompletableFuture<Outcome> expected = collector.expect(recording, title, s -> {});
      collector.start();
      Outcome outcome = await(expected);
      sink.accept(outcome.annotation(), Path.of(safe(title)), audio);
      if (!outcome.complete()) {
        throw CommandException.file(
            "recording %s was given up: %s".formatted(recording, outcome.cause()));
      }
      return ExitCode.OK;
    }
  }

  private Outcome await(CompletableFuture<Outcome> future) {
    try {
      return future.get(Duration.ofSeconds(patience).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw CommandException.file(
          "recording %s has no end in the topics of %s; check the id, or wait with './neume subscribe %s'"
              .formatted(recording, broker.bootstrap, recording));
    } catch (ExecutionException e) {
      throw CommandException.environment("the topics cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  /** An id may hold what no file name may. */
  private static String safe(String title) {
    return title.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
  }
}
