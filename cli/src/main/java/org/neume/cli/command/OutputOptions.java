package org.neume.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.stream.Finding;
import org.neume.cli.CommandException;
import picocli.CommandLine.Option;

/** Where annotations go, and as what. */
final class OutputOptions {
  private static final Path HERE = Path.of(".");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Write files into this folder, made if need be, over those that are there. Without it they go into"
              + " the current folder, over no file that is there, and without --format beats to standard output.")
  @Nullable Path out;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      split = ",",
      description =
          "Files to write: beats (time, number), jams, csv (Sonic Visualiser, notes for mir_eval, pitches of single notes), json (the latter), svl (layers of Sonic Visualiser), analysis (bars, beats, tempo, sections as the audio-analysis document has them), labels (Audacity), click (WAV with clicks), midi and musicxml (the score), comma-separated or repeated. Default: beats, and midi and musicxml of what has notes; csv where notes alone are looked for, jams where the tempo alone is, or too, and files are asked for.")
  List<String> formats = List.of();

  /** Whether the user named the formats: then each is written, be it empty. */
  boolean named() {
    return !formats.isEmpty();
  }

  /** Whether beats go to standard output instead of a file. */
  boolean prints() {
    return out == null && !named();
  }

  /** The files to write: over those of the folder that is named, over none of the current one's. */
  AnnotationFiles files(Set<OutputFormat> chosen) {
    return out == null ? AnnotationFiles.beside(HERE, chosen) : new AnnotationFiles(out, chosen);
  }

  /**
   * The formats of files to write.
   *
   * @param findings what is looked for
   * @throws CommandException naming what is unknown or cannot be filled
   */
  Set<OutputFormat> chosen(Set<Finding> findings) {
    if (!named()) {
      return usual(findings);
    }
    Set<OutputFormat> chosen = named(formats);
    requireFilled(chosen, findings);
    return chosen;
  }

  /**
   * Refuses formats of what is not looked for.
   *
   * @throws CommandException naming what to add
   */
  void requireFilled(Set<OutputFormat> formatsToFill, Set<Finding> findings) {
    for (OutputFormat format : formatsToFill) {
      if (OutputNeeds.of(format).stream().noneMatch(findings::contains)) {
        throw CommandException.usage(
            "the format %s needs what is not looked for; add --analyses %s"
                .formatted(
                    format.text(),
                    format.isScore()
                        ? "beats,notes,score"
                        : format == OutputFormat.JSON ? "pitch" : "beats"));
      }
    }
  }

  /** The formats that the user named. */
  Set<OutputFormat> named(List<String> names) {
    Set<OutputFormat> chosen = EnumSet.noneOf(OutputFormat.class);
    for (String name : names) {
      chosen.add(
          OutputFormat.find(name.strip())
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          "there is no format %s; choose from %s"
                              .formatted(name, OutputFormat.names()))));
    }
    return chosen;
  }

  private Set<OutputFormat> usual(Set<Finding> findings) {
    Set<OutputFormat> usual = EnumSet.noneOf(OutputFormat.class);
    if (findings.contains(Finding.BEATS) && !prints()) {
      usual.add(OutputFormat.BEATS);
    }
    if (findings.contains(Finding.SCORE)) {
      usual.addAll(EnumSet.of(OutputFormat.MIDI, OutputFormat.MUSICXML));
    } else if (findings.contains(Finding.NOTES)) {
      usual.add(OutputFormat.CSV);
    }
    if (findings.contains(Finding.TEMPO) && !prints()) {
      usual.add(OutputFormat.JAMS);
    }
    return usual;
  }
}
