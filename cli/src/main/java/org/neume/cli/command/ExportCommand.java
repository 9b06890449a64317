package org.neume.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.Annotation;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.AnnotationCollector;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.Outcome;
import org.neume.cli.chain.StreamOwners;
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
      "It waits for what the formats need and for nothing else: beats for beats, labels, analysis and click, the"
          + " score for midi and musicxml, beats and notes for csv, svl and jams (of a recording that was"
          + " published without notes, beats alone; the tempo from raw audio with --analyses tempo; the pitch of"
          + " a single note, for csv and json, with --analyses pitch)."
          + " Default: beats, to standard output or --out.",
      "What ended well is written, though the rest was given up or has not ended; exit code 1 then.",
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
      description =
          "What the recording was published for: beats, tempo, notes, score, pitch (default: what the formats need of beats, notes and score).")
  List<String> what = List.of();

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

  /** Why something is given up that has not ended. */
  private static final String SILENCE = "it has no end in the topics";

  private final Terminal terminal;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    AnalysisOptions analysis = new AnalysisOptions();
    analysis.what = what.isEmpty() ? List.of("beats", "notes", "score") : what;
    Set<OutputFormat> formats =
        output.named() ? output.named(output.formats) : usual(analysis.findings());
    Set<Finding> findings = OutputNeeds.of(formats);
    findings.retainAll(analysis.findings());
    output.requireFilled(formats, findings);
    if (analysis.findings().contains(Finding.PITCH)) {
      findings.add(Finding.PITCH);
    }
    AnnotationFiles files = output.prints() ? null : output.files(formats);
    PitchSink pitches =
        PitchSink.ofTables(terminal, output.out, output.prints() ? Set.of() : formats);
    Broker kafka = broker.broker();
    KafkaClients.check(
        kafka,
        Stream.concat(Stream.of(Topics.STATUS), findings.stream().map(Finding::topic))
            .toArray(Topic[]::new));
    String title = Objects.requireNonNullElse(name, recording);
    try (AnnotationCollector collector =
        new AnnotationCollector(kafka, recording, true, findings, StreamOwners.guessed())) {
      CompletableFuture<Outcome> expected = collector.expect(recording, title, s -> {});
      collector.start();
      Outcome outcome = await(expected, collector);
      if (!outcome.completed().isEmpty()) {
        if (!outcome.completed().equals(EnumSet.of(Finding.PITCH))) {
          write(outcome.whole(), files, title);
        }
        write(outcome.whole().pitch(), pitches, title);
      }
      requireAll(outcome, kafka);
      return ExitCode.OK;
    }
  }

  /** The beats, or the tempo or pitch of a recording that was published for nothing else. */
  private static Set<OutputFormat> usual(Set<Finding> findings) {
    if (findings.equals(EnumSet.of(Finding.TEMPO))) {
      return EnumSet.of(OutputFormat.JAMS);
    }
    return EnumSet.of(
        findings.equals(EnumSet.of(Finding.PITCH)) ? OutputFormat.CSV : OutputFormat.BEATS);
  }

  private static void write(@Nullable NamedPitch pitch, PitchSink pitches, String title) {
    if (pitch != null) {
      pitches.accept(pitch, title);
      pitches.close();
    }
  }

  /** Writes what ended well; what did not would be a part that looks like the whole. */
  private void write(Annotation annotation, @Nullable AnnotationFiles files, String title) {
    terminal.result(AnnotationPrinter.summary(annotation));
    if (files == null) {
      terminal.result(TextFormats.beats(annotation));
      return;
    }
    List<Path> kept = files.write(annotation, Path.of(safe(title)), audio).kept();
    if (!kept.isEmpty()) {
      throw CommandException.file(
          "%s was there and is as it was; give --out DIR to write over it".formatted(kept.get(0)));
    }
  }

  private void requireAll(Outcome outcome, Broker kafka) {
    String missing =
        outcome.failures().entrySet().stream()
            .filter(entry -> entry.getValue().equals(SILENCE))
            .map(entry -> entry.getKey().words())
            .collect(Collectors.joining(" and the "));
    if (!missing.isEmpty()) {
      throw CommandException.file(
          "recording %s has no end of its %s in the topics of %s after %d s; check the id, wait longer with --patience, or name what it was published for with --analyses"
              .formatted(recording, missing, kafka.bootstrap(), patience));
    }
    if (!outcome.complete()) {
      throw CommandException.file(
          "recording %s was given up: %s"
              .formatted(recording, String.join("; ", outcome.problems())));
    }
  }

  private Outcome await(CompletableFuture<Outcome> future, AnnotationCollector collector) {
    try {
      try {
        return future.get(Duration.ofSeconds(patience).toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return partOf(future, collector);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandException known) {
        throw known;
      }
      throw CommandException.environment("the topics cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  /** What has ended, without what the recording may never have asked for. */
  private Outcome partOf(CompletableFuture<Outcome> future, AnnotationCollector collector)
      throws ExecutionException, InterruptedException {
    collector.giveUp(recording, SILENCE);
    Outcome outcome = future.get();
    if (!what.isEmpty() || outcome.completed().isEmpty()) {
      return outcome;
    }
    Map<Finding, String> failures = new EnumMap<>(Finding.class);
    outcome
        .failures()
        .forEach(
            (finding, cause) -> {
              if (!cause.equals(SILENCE) || !isExtra(finding, outcome.annotation())) {
                failures.put(finding, cause);
              }
            });
    return new Outcome(outcome.annotation(), outcome.completed(), failures);
  }

  /** Whether files do without it where nothing of it has come. */
  private static boolean isExtra(Finding finding, Annotation annotation) {
    return switch (finding) {
      case NOTES -> !annotation.hasNotes();
      case TEMPO -> annotation.rawTempo() == null;
      case PITCH -> annotation.pitch() == null;
      case BEATS, SCORE -> false;
    };
  }

  /** An id may hold what no file name may. */
  private static String safe(String title) {
    return title.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
  }
}
