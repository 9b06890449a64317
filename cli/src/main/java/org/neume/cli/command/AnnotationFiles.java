package org.neume.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.Annotation;
import org.neume.annotation.WrittenScore;
import org.neume.annotation.format.AnalysisJson;
import org.neume.annotation.format.ClickTrack;
import org.neume.annotation.format.JamsFormat;
import org.neume.annotation.format.NoteCsv;
import org.neume.annotation.format.OutputFormat;
import org.neume.annotation.format.SonicVisualiserLayer;
import org.neume.annotation.format.TextFormats;
import org.neume.cli.CommandException;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.WavWriter;

/** Writes annotations into a folder in the formats asked for. */
public final class AnnotationFiles {
  private static final int CLICK_FRAMES = 8_192;
  private static final String NOTES = ".notes";

  private final Path folder;
  private final Set<OutputFormat> formats;
  private final boolean overwrites;

  /**
   * What became of files, by their paths below the folder.
   *
   * @param written those that hold the annotation now
   * @param kept those that were there and are as they were
   */
  record Written(List<Path> written, List<Path> kept) {}

  /**
   * Makes the folder and checks that it can be written to, before any work is done.
   *
   * @throws CommandException if it cannot
   */
  public AnnotationFiles(Path folder, Set<OutputFormat> formats) {
    this(folder, formats, true);
  }

  /** The same in a folder of the user's own, where no file is written over. */
  static AnnotationFiles beside(Path folder, Set<OutputFormat> formats) {
    return new AnnotationFiles(folder, formats, false);
  }

  private AnnotationFiles(Path folder, Set<OutputFormat> formats, boolean overwrites) {
    this.folder = folder;
    this.formats = Set.copyOf(formats);
    this.overwrites = overwrites;
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
      case BEATS, LABELS, CLICK, ANALYSIS -> annotation.hasBeats();
      case JAMS -> annotation.hasBeats() || annotation.hasNotes() || annotation.hasRawTempo();
      case CSV, SVL -> annotation.hasBeats() || annotation.hasNotes();
      // Pitches of single notes are in one file for all recordings, which others write.
      case JSON -> false;
      case MIDI, MUSICXML -> annotation.score() != null;
    };
  }

  /**
   * Writes one annotation in all formats that it fills.
   *
   * @param name path below the folder without suffix
   * @param recording the audio, for clicks; null where there is none
   * @throws CommandException if a file cannot be written
   */
  public Written write(Annotation annotation, Path name, @Nullable Path recording) {
    return write(annotation, formats, name, recording);
  }

  /** Writes one annotation in those of some formats that it fills. */
  Written write(
      Annotation annotation, Set<OutputFormat> wanted, Path name, @Nullable Path recording) {
    List<Path> written = new ArrayList<>();
    List<Path> kept = new ArrayList<>();
    for (OutputFormat format : wanted) {
      if (!fills(annotation, format)) {
        continue;
      }
      boolean ofBoth = format == OutputFormat.CSV || format == OutputFormat.SVL;
      if (ofBoth && annotation.hasNotes()) {
        Path notes = name.resolveSibling(name.getFileName() + NOTES + format.suffix());
        boolean done = put(notes, partial -> writeNotes(annotation, format, partial, recording));
        (done ? written : kept).add(notes);
      }
      if (!ofBoth || annotation.hasBeats()) {
        Path file = name.resolveSibling(name.getFileName() + format.suffix());
        boolean done = put(file, partial -> write(annotation, format, partial, recording));
        (done ? written : kept).add(file);
      }
    }
    return new Written(written, kept);
  }

  /** Writes into a file. */
  @FunctionalInterface
  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** Writes a file whole or not at all; false if it was there and is not to be written over. */
  private boolean put(Path name, Content content) {
    Path file = folder.resolve(name);
    if (!overwrites && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path partial = file.resolveSibling(".neume-" + Long.toHexString(System.nanoTime()));
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      try {
        content.writeTo(partial);
        if (overwrites) {
          Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.move(partial, file);
        }
      } finally {
        Files.deleteIfExists(partial);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      if (!overwrites) {
        return false;
      }
      throw unwritten(file, e);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /** A full disk ends everything; another file may well have a name that can be written. */
  private static CommandException unwritten(Path file, IOException e) {
    String reason = reason(e);
    return reason.contains("No space left")
        ? CommandException.environment(
            "%s cannot be written (%s); free some space or give another folder with --out"
                .formatted(file, reason),
            e)
        : CommandException.file(
            "%s cannot be written (%s); give another folder with --out".formatted(file, reason));
  }

  private static void write(
      Annotation annotation, OutputFormat format, Path file, @Nullable Path recording)
      throws IOException {
    switch (format) {
      case BEATS -> Files.writeString(file, TextFormats.beats(annotation));
      case CSV -> Files.writeString(file, TextFormats.sonicVisualiser(annotation));
      case LABELS -> Files.writeString(file, TextFormats.audacity(annotation));
      case JAMS -> Files.writeString(file, new JamsFormat().text(annotation));
      case SVL -> Files.write(file, layer(recording).beats(annotation));
      case ANALYSIS -> {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          new AnalysisJson(annotation).write(out);
        }
      }
      case JSON -> throw new IOException("there is no such file of one recording");
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

  private static void writeNotes(
      Annotation annotation, OutputFormat format, Path file, @Nullable Path recording)
      throws IOException {
    Files.write(
        file,
        format == OutputFormat.SVL
            ? layer(recording).notes(annotation)
            : NoteCsv.write(annotation.notes()));
  }

  /** Layers at the recording's own rate, or at the usual one where the recording is not there. */
  private static SonicVisualiserLayer layer(@Nullable Path recording) throws IOException {
    if (recording == null) {
      return new SonicVisualiserLayer(SonicVisualiserLayer.USUAL_RATE);
    }
    try (AudioSource source = AudioFile.open(recording)) {
      return new SonicVisualiserLayer(source.format().sampleRate());
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
