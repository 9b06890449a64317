package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.PureChain;
import org.neume.cli.chain.PureStages;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.stage.InvalidInputException;
import org.neume.training.evaluation.BeatSequence;
import org.neume.training.evaluation.EvaluationRun;
import org.neume.training.evaluation.Scoreboard;
import org.neume.training.evaluation.TrackAnnotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How good the annotations are, measured. */
@Command(
    name = "evaluate",
    description = {
      "Annotates recordings that have their true beats beside them (song.mp3 and song.beats) and"
          + " prints how well each was found, and the mean. With --notes it does so for notes"
          + " (song.notes.tsv or song.mid).",
      "",
      "Runs the stages in this process without Kafka; the beats and notes are the same.",
      "",
      "  ./neume evaluate music/ --json figures.json --svg figures.svg",
      "  ./neume evaluate --raw-tempo music/",
      "  ./neume evaluate --notes music/ --procedure all",
      "  ./neume evaluate --notes music/ --sweep --sweep-onset 0.3,0.35,0.4"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What the sweep takes in place of an option. */
  private static final Map<String, String> SWEPT =
      Map.of(
          "--onset-threshold", "--sweep-onset",
          "--frame-threshold", "--sweep-frame",
          "--minimum-length", "--sweep-length");

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of recordings and their annotations, at any depth.")
  Path folder = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
  @Nullable Path json;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the figures' spread as SVG.")
  @Nullable Path svg;

  @Option(
      names = "--notes",
      description =
          "Score notes: onset, onset and offset, velocity where it is known, pitches of frames."
              + " --procedure all compares the ways of forming them.")
  boolean notes;

  @Option(
      names = "--raw-tempo",
      description =
          "Score the tempo from raw audio, of recordings that keep to one: their true beats, or a name"
              + " that begins with their beats per minute (128 song.wav), say it.")
  boolean rawTempo;

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin SweepOptions sweep = new SweepOptions();
  @Mixin AnalysisOptions analysis = new AnalysisOptions();

  private final Terminal terminal;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!notes && (sweep.sweep || analysis.notes.given())) {
      throw CommandException.usage(
          "--sweep and the options of the decoder of notes need --notes; add it or leave them out");
    }
    if (rawTempo && notes) {
      throw CommandException.usage(
          "--raw-tempo and --notes are measured apart; leave one of the two out");
    }
    refuseContradictions();
    try {
      if (rawTempo) {
        return scoreTempo();
      }
      return notes ? scoreNotes() : scoreBeats();
    } catch (IOException e) {
      throw CommandException.file(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** What would be ignored, or override what was said, is refused. */
  private void refuseContradictions() {
    if (!sweep.sweep) {
      given("--sweep-onset", "--sweep-frame", "--sweep-length")
          .ifPresent(
              option -> {
                throw CommandException.usage(
                    option + " says what --sweep tries; add --sweep or leave it out");
              });
      return;
    }
    given("--onset-threshold", "--frame-threshold", "--minimum-length")
        .ifPresent(
            option -> {
              throw CommandException.usage(
                  "%s is one value and --sweep tries many; give them with %s, or leave one of the two out"
                      .formatted(option, SWEPT.get(option)));
            });
  }

  /** The first of the options that the user gave. */
  private Optional<String> given(String... options) {
    return Stream.of(options)
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst();
  }

  private int scoreNotes() throws IOException {
    if (analysis.findsFrames()) {
      analysis.notes.refuseForFrames(analysis.noteModel());
      NoteOptions.refuseForFrames(
          analysis.noteModel(), "--sweep-onset", given("--sweep-onset").isPresent());
      // No onset threshold counts: one stands for all.
      sweep.onset = sweep.onset.subList(0, 1);
    }
    NoteProcedures procedures = new NoteProcedures(analysis.notes, sweep);
    Map<String, Map<String, String>> trials = procedures.trials();
    if (svg != null && trials.size() > 1) {
      throw CommandException.usage("--svg draws one procedure; leave out --sweep and all");
    }
    Map<String, Scoreboard> boards = new NoteEvaluation(terminal, analysis).run(folder, trials);
    Scoreboard first = boards.values().iterator().next();
    if (trials.size() == 1) {
      terminal.result(first.toTable());
      write(json, first.toJson());
      write(svg, first.toSvg("Neume %s on %s".formatted(analysis.noteModel(), folder)));
    } else {
      terminal.result(sweep.sweep ? NoteTables.sweep(boards) : NoteTables.procedures(boards));
      write(json, NoteTables.json(boards));
    }
    return first.failures().isEmpty() ? ExitCode.OK : ExitCode.FILE_FAILED;
  }

  private int scoreTempo() throws IOException {
    Scoreboard board = new TempoEvaluation(terminal, analysis).run(folder);
    terminal.result(board.toTable());
    write(json, board.toJson());
    write(svg, board.toSvg("Neume %s on %s".formatted(analysis.tempoModel, folder)));
    return board.failures().isEmpty() ? ExitCode.OK : ExitCode.FILE_FAILED;
  }

  private int scoreBeats() throws IOException {
    try (PureStages stages =
        PureStages.open(
            analysis.models,
            List.of(analysis.model()),
            analysis.decoders(),
            analysis.serviceSettings())) {
      PureChain chain = stages.chain();
      Scoreboard board =
          new EvaluationRun(audio -> annotate(chain, audio), terminal::progress).score(folder);
      terminal.result(board.toTable());
      write(json, board.toJson());
      write(svg, board.toSvg("Neume %s on %s".formatted(analysis.model(), folder)));
      return board.failures().isEmpty() ? ExitCode.OK : ExitCode.FILE_FAILED;
    }
  }

  private TrackAnnotation annotate(PureChain chain, Path audio) throws IOException {
    try (AudioSource source = AudioFile.open(audio)) {
      Annotation found =
          chain
              .annotate(
                  source, audio.toString(), List.of(analysis.model()), EnumSet.of(Finding.BEATS))
              .annotation();
      double[] times = found.beats().stream().mapToDouble(AnnotatedBeat::time).toArray();
      int[] numbers = found.beats().stream().mapToInt(AnnotatedBeat::number).toArray();
      boolean bars = found.beats().stream().allMatch(b -> b.number() > 0);
      return new TrackAnnotation(
          bars ? BeatSequence.of(times, numbers) : BeatSequence.of(times),
          found.tempi().stream().map(OverallTempo::beatsPerMinute).toList());
    } catch (InvalidInputException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void write(@Nullable Path file, String text) throws IOException {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandException.environment(
          "%s cannot be written; give a file in a folder that is there and writable"
              .formatted(file),
          e);
    }
  }
}
