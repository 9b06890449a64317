package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.format.Annotation;
import org.neume.cli.format.ClickTrack;
import org.neume.cli.format.JamsFormat;
import org.neume.cli.format.OutputFormat;
import org.neume.cli.format.TextFormats;
import org.neume.cli.format.WrittenScore;
import org.neume.media.AudioFile;
import org.neume.media.WavWriter;
import org.neume.transcription.export.NoteCsv;

/** Writes annotations into a folder in the formats asked for. */
public final class AnnotationFiles {
  private static final int CLICK_FRAMES = 8_192;
  private static final String NOTES_CSV = ".notes.csv";

  private final Path folder;
  private final Set<OutputFormat> formats;

  /**
   * Makes the folder and checks that it can be written to, before any work is done.
   *
   * @throws CommandException if it cannot
   */
  public AnnotationFiles(Path folder, Set<OutputFormat> formats) {
    this.folder = folder;
    this.formats = Set.copyOf(formats);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".neume", ""));
    } catch (IOException e) {
      throw CommandException.environment(
          "the folder %s cannot be written to (%s); give another with --out"
              .formatted(folder, reason(e)),
          e);
    }
  }

  /** Whether an annotation has what a format holds; empty counts, not looked for does not. */
  static boolean fills(Annotation annotation, OutputFormat format) {
    return switch (format) {
      case BEATS, LABELS, CLICK -> annotation.hasBeats();
      case JAMS, CSV -> annotation.hasBeats() || annotation.hasNotes();
      case MIDI, MUSICXML -> annotation.score() != null;
    };
  }

  /** Where a format goes, below the folder. */
  static Path file(OutputFormat format, Path name) {
    return name.resolveSibling(name.getFileName() + format.suffix());
  }

  /** Those files, below the folder, that are there already. */
  List<Path> present(Set<OutputFormat> wanted, Path name) {
    return wanted.stream()
        .map(format -> file(format, name))
        .filter(file -> Files.exists(folder.resolve(file)))
        .toList();
  }

  /**
   * Writes one annotation in all formats that it fills.
   *
   * @param name path below the folder without suffix
   * @param recording the audio, for clicks; null where there is none
   * @throws CommandException if the disk does not take it
   */
  public void write(Annotation annotation, Path name, @Nullable Path recording) {
    write(annotation, formats, name, recording);
  }

  /** Writes one annotation in those of some formats that it fills. */
  void write(Annotation annotation, Set<OutputFormat> wanted, Path name, @Nullable Path recording) {
    for (OutputFormat format : wanted) {
      if (!fills(annotation, format)) {
        continue;
      }
      Path file = folder.resolve(file(format, name));
      try {
        Path parent = file.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        write(annotation, format, file, recording);
      } catch (IOException e) {
        throw CommandException.environment(
            "%s cannot be written (%s); free some space or give another folder with --out"
                .formatted(file, reason(e)),
            e);
      }
    }
  }

  private static void write(
      Annotation annotation, OutputFormat format, Path file, @Nullable Path recording)
      throws IOException {
    switch (format) {
      case BEATS -> Files.writeString(file, TextFormats.beats(annotation));
      case CSV -> csv(annotation, file);
      case LABELS -> Files.writeString(file, TextFormats.audacity(annotation));
      case JAMS -> Files.writeString(file, new JamsFormat().text(annotation));
      case CLICK -> {
        if (recording == null) {
          throw new IOException("there is no recording to put clicks on");
        }
        clicks(annotation, recording, file);
      }
      case MIDI -> Files.write(file, score(annotation).midi());
      case MUSICXML -> Files.write(file, score(annotation).musicXml());
    }
  }

  private static void csv(Annotation annotation, Path file) throws IOException {
    if (annotation.hasNotes()) {
      String name = String.valueOf(file.getFileName());
      Path notes =
          file.resolveSibling(
              name.substring(0, name.length() - OutputFormat.CSV.suffix().length()) + NOTES_CSV);
      Files.write(notes, NoteCsv.write(annotation.notes()));
    }
    if (annotation.hasBeats()) {
      Files.writeString(file, TextFormats.sonicVisualiser(annotation));
    }
  }

  private static WrittenScore score(Annotation annotation) throws IOException {
    WrittenScore score = annotation.score();
    if (score == null) {
      throw new IOException("there is no score of the recording");
    }
    return score;
  }

  private static void clicks(Annotation annotation, Path recording, Path file) throws IOException {
    try (DecodableSource source = new DecodableSource(AudioFile.open(recording))) {
      int rate = source.format().sampleRate();
      int channels = source.format().channels();
      ClickTrack track = new ClickTrack(annotation.beats(), rate, channels);
      float[] buffer = new float[CLICK_FRAMES * channels];
      try (WavWriter out = new WavWriter(file, rate, channels)) {
        for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
          track.mix(buffer, 0, n);
          out.write(buffer, n);
        }
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return f.getClass().getSimpleName().replace("Exception", "");
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
