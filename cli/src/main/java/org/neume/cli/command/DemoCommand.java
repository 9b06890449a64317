package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.Seconds;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.demo.DemoPiece;
import org.neume.training.evaluation.BeatScores;
import org.neume.training.evaluation.EventScores;
import org.neume.training.render.Beat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The chain at work where no file is at hand. */
@Command(
    name = "demo",
    description = {
      "Composes and plays a piece of its own, annotates it, and shows what was found beside what is"
          + " true. Leaves demo.wav, demo.beats and demo.click.wav."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Folder for the files (default: the current one).")
  Path out = Path.of(".");

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "40",
      description = "Length, 10 to 600 (default: ${DEFAULT-VALUE}).")
  double seconds = 40;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number is another piece (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Mixin AnalysisOptions analysis = new AnalysisOptions();

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!(seconds >= 10 && seconds <= 600)) {
      throw CommandException.usage("--seconds is %s; give 10 to 600".formatted(seconds));
    }
    AnnotationFiles files =
        new AnnotationFiles(out, EnumSet.of(OutputFormat.BEATS, OutputFormat.CLICK));
    Path wav = out.resolve("demo.wav");
    DemoPiece piece = DemoPiece.make(seed, seconds);
    try {
      Files.deleteIfExists(wav);
      piece.writeTo(wav);
    } catch (IOException e) {
      throw CommandException.environment(
          "%s cannot be written; give another folder with --out".formatted(wav), e);
    }
    terminal.result("# wrote %s: %d true beats%n".formatted(wav, piece.beats().size()));
    return new EmbeddedRun(terminal, analysis).run(broker -> annotate(broker, wav, piece, files));
  }

  private int annotate(Broker broker, Path wav, DemoPiece piece, AnnotationFiles files) {
    int[] exitCode = {ExitCode.OK};
    new BatchAnnotator(broker, analysis, 1, new ProgressLine(terminal, 1))
        .annotate(
            List.of(wav),
            new BatchAnnotator.Listener() {
              @Override
              public void annotated(int index, Annotation annotation) {
                files.write(annotation, Path.of("demo"), wav);
                terminal.result(AnnotationPrinter.summary(annotation));
                terminal.result(comparison(annotation, piece.beats()));
              }

              @Override
              public void failed(int index, String message) {
                terminal.error(message);
                exitCode[0] = ExitCode.FILE_FAILED;
              }
            });
    return exitCode[0];
  }

  /** True beats on the left, the nearest found one within half a beat on the right. */
  private static String comparison(Annotation found, List<Beat> truth) {
    StringBuilder text = new StringBuilder("# true\tfound\n");
    for (Beat beat : truth) {
      text.append(Seconds.text(beat.time())).append(' ').append(beat.number()).append('\t');
      found.beats().stream()
          .filter(b -> Math.abs(b.time() - beat.time()) <= BeatScores.BEAT_TOLERANCE)
          .findFirst()
          .ifPresentOrElse(
              b -> text.append(Seconds.text(b.time())).append(' ').append(b.number()),
              () -> text.append("missed"));
      text.append('\n');
    }
    double f =
        EventScores.of(
                truth.stream().mapToDouble(Beat::time).toArray(),
                found.beats().stream().mapToDouble(AnnotatedBeat::time).toArray(),
                BeatScores.BEAT_TOLERANCE)
            .fMeasure();
    return text.append(String.format(Locale.ROOT, "# beat F-measure %.3f (within 70 ms)%n", f))
        .toString();
  }
}
