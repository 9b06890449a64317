package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.Annotation;
import org.neume.annotation.NamedPitch;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.media.AudioFile;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Beats, downbeats, tempo, notes and scores of audio files. */
@Command(
    name = "annotate",
    description = {
      "Finds beats, downbeats, tempo, notes and a score in audio files and folders of them.",
      "",
      "Boots a broker and the services in this process and sends the files through; with --bootstrap"
          + " it uses a chain that is running. Prints a summary of each file. With --out it writes"
          + " .beats, and .mid and .musicxml of what has notes, or what --format names; without both it"
          + " prints the beats (time in seconds, number in the bar, 1 being the downbeat) and writes"
          + " the score into this folder.",
      "",
      "  ./neume annotate song.mp3",
      "  ./neume annotate music/ --out annotations --format beats,jams,click",
      "  ./neume annotate song.mp3 --out score --format midi,musicxml",
      "  ./neume annotate song.mp3 --analyses beats",
      "  ./neume annotate --analyses pitch samples/ --out named --format csv,json --rename"
    })
final class AnnotateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Audio files; folders are searched at any depth for the usual extensions.")
  List<Path> paths = List.of();

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AnalysisOptions analysis = AnalysisOptions.ofAll();
  @Mixin PitchOptions pitches = new PitchOptions();

  @Option(
      names = {"-j", "--at-once"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Files in the chain at a time (default: ${DEFAULT-VALUE}).")
  int atOnce = 4;

  @Option(
      names = {"-b", "--bootstrap"},
      paramLabel = "HOST:PORT",
      description = "Use the running chain of this broker instead of booting one.")
  @Nullable String bootstrap;

  @Mixin KafkaConfigOption config = new KafkaConfigOption();

  private final Terminal terminal;

  AnnotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (atOnce < 1) {
      throw CommandException.usage("--at-once is %d; give 1 or more".formatted(atOnce));
    }
    if (bootstrap != null) {
      analysis.refuseForRunningChain();
    } else if (config.file != null) {
      throw CommandException.usage(
          "--kafka-config is for a chain that runs; name its broker with --bootstrap, or leave it out");
    }
    Broker running = bootstrap == null ? null : Broker.meant(bootstrap, config.settings());
    Set<Finding> findings = analysis.findings();
    pitches.check(findings.contains(Finding.PITCH), output.out, paths);
    Tally tally = new Tally();
    List<AudioInputs.Input> inputs = AudioInputs.expand(paths, tally::failed);
    Annotations sink = new Annotations(findings, inputs);
    List<Path> names = OutputNames.of(inputs);
    if (inputs.stream().noneMatch(i -> opens(i.path()))) {
      inputs.forEach(i -> tally.failed(Objects.requireNonNull(problem(i.path()))));
      return tally.exitCode();
    }
    ProgressLine progress = new ProgressLine(terminal, inputs.size());
    BatchAnnotator.Listener listener =
        new BatchAnnotator.Listener() {
          @Override
          public void annotated(int index, Annotation annotation) {
            try {
              sink.accept(annotation, names.get(index), inputs.get(index));
            } catch (CommandException e) {
              if (e.exitCode() != ExitCode.FILE_FAILED) {
                throw e;
              }
              tally.failed("%s: %s".formatted(inputs.get(index).path(), e.getMessage()));
            }
          }

          @Override
          public void failed(int index, String message) {
            tally.failed(message);
          }
        };
    List<Path> files = inputs.stream().map(AudioInputs.Input::path).toList();
    ToIntFunction<Broker> work =
        broker -> {
          BatchAnnotator annotator = new BatchAnnotator(broker, analysis, atOnce, progress);
          try {
            (running == null ? annotator : annotator.onSharedBroker()).annotate(files, listener);
          } finally {
            sink.close(tally);
          }
          return tally.exitCode();
        };
    if (running == null) {
      return new EmbeddedRun(terminal, analysis).run(work);
    }
    KafkaClients.check(
        running,
        Stream.concat(
                Stream.of(Topics.AUDIO, Topics.STATUS),
                analysis.findings().stream().map(Finding::topic))
            .toArray(Topic[]::new));
    return work.applyAsInt(running);
  }

  private static boolean opens(Path file) {
    return problem(file) == null;
  }

  private static @Nullable String problem(Path file) {
    try {
      AudioFile.open(file).close();
      return null;
    } catch (IOException e) {
      return Objects.requireNonNullElse(e.getMessage(), file + ": " + e);
    }
  }

  /** Where annotations go: pitches of single notes into tables, everything else file by file. */
  private final class Annotations {
    private final PitchSink pitchSink;
    private final @Nullable AnnotationSink sink;

    Annotations(Set<Finding> findings, List<AudioInputs.Input> inputs) {
      pitchSink =
          new PitchSink(
              terminal, output.out, tables(findings), pitches.rename, inputs, paths.size() > 1);
      sink =
          findings.equals(EnumSet.of(Finding.PITCH))
              ? null
              : AnnotationSink.of(terminal, output, findings);
    }

    /** Tables that were named, or one beside other files. */
    private Set<OutputFormat> tables(Set<Finding> findings) {
      Set<OutputFormat> chosen = output.chosen(findings);
      if (!findings.contains(Finding.PITCH)) {
        return Set.of();
      }
      if (output.named()) {
        return chosen;
      }
      return output.out == null ? Set.of() : Set.of(OutputFormat.CSV);
    }

    void accept(Annotation annotation, Path name, AudioInputs.Input input) {
      try {
        if (sink != null) {
          sink.accept(annotation, name, input.path());
        }
      } finally {
        NamedPitch pitch = annotation.pitch();
        if (pitch != null) {
          pitchSink.accept(pitch, input);
        }
      }
    }

    void close(Tally tally) {
      try {
        pitchSink.close();
      } catch (CommandException e) {
        tally.failed(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Counts what failed, and says so at once. */
  private final class Tally {
    private boolean anyFailed;

    void failed(String message) {
      terminal.error(message);
      anyFailed = true;
    }

    int exitCode() {
      return anyFailed ? ExitCode.FILE_FAILED : ExitCode.OK;
    }
  }
}
