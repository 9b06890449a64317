package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.TextFormats;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.table.ActivationFile;
import org.neume.cli.table.ActivationFormatException;
import org.neume.cli.table.Activations;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.DecodedBeat;
import org.neume.decoder.decode.TempoHypothesis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the decoder alone on activations of anybody's making. */
@Command(
    name = "decode",
    description = {
      "Decodes activations that you bring into beats.",
      "",
      "FILE holds one row per frame: a text column, CSV, or a NumPy array (.npy). One column is the"
          + " probability of a beat; two are those of any beat and of a downbeat. Writes NAME.beats;"
          + " without --out the beats of a single file go to standard output.",
      "",
      "  ./neume decode --fps 100 song.npy --out beats"
    })
final class DecodeCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of activations.")
  List<Path> files = List.of();

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Frames per second (default: ${DEFAULT-VALUE}).")
  double fps = 100;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Write NAME.beats into this folder, made if need be.")
  @Nullable Path out;

  @Option(
      names = "--one-bar-length",
      description = "Give all bars of a recording the one length of --bars that fits best.")
  boolean oneBarLength;

  @Mixin DecoderOptions decoder = new DecoderOptions();

  private final Terminal terminal;

  DecodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!(fps >= 1 && fps <= 10_000)) {
      throw CommandException.usage("--fps is %s; give 1 to 10000 frames per second".formatted(fps));
    }
    if (out == null && files.size() > 1) {
      throw CommandException.usage("several files need --out DIR for their beats");
    }
    AnnotationFiles sink =
        out == null ? null : new AnnotationFiles(out, EnumSet.of(OutputFormat.BEATS));
    List<AudioInputs.Input> inputs = new ArrayList<>();
    for (Path file : files) {
      Path name = file.getFileName();
      inputs.add(new AudioInputs.Input(file, name == null ? file : name));
    }
    List<Path> names = OutputNames.of(inputs);
    int exitCode = ExitCode.OK;
    for (int i = 0; i < inputs.size(); i++) {
      Path file = inputs.get(i).path();
      try {
        Annotation annotation = decode(file);
        if (sink == null) {
          terminal.result(TextFormats.beats(annotation));
        } else {
          sink.write(annotation, names.get(i), null);
        }
      } catch (ActivationFormatException e) {
        terminal.error("%s: %s".formatted(file, e.getMessage()));
        exitCode = ExitCode.FILE_FAILED;
      } catch (IOException e) {
        terminal.error("%s: %s; check the path and its permissions".formatted(file, reason(file)));
        exitCode = ExitCode.FILE_FAILED;
      }
      terminal.progress("%d of %d files".formatted(i + 1, inputs.size()));
    }
    return exitCode;
  }

  private Annotation decode(Path file) throws IOException {
    Activations activations = ActivationFile.read(file);
    BeatAnnotation decoded =
        DecoderFactory.decode(
            decoder, fps, activations.values(), activations.columns(), oneBarLength);
    List<AnnotatedBeat> found = new ArrayList<>();
    for (DecodedBeat beat : decoded.beats()) {
      found.add(
          new AnnotatedBeat(
              beat.frame() / fps,
              beat.number(),
              beat.beatsPerBar(),
              beat.tempo(),
              beat.confidence()));
    }
    List<OverallTempo> tempi = new ArrayList<>();
    for (TempoHypothesis tempo : decoded.tempi()) {
      tempi.add(new OverallTempo(tempo.beatsPerMinute(), tempo.weight()));
    }
    return new Annotation(file.toString(), activations.frames() / fps, found, tempi, "decode");
  }

  private static String reason(Path file) {
    if (!Files.exists(file)) {
      return "there is no such file";
    }
    return Files.isDirectory(file) ? "is a folder, not a file" : "cannot be read";
  }
}
