package org.neume.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds files in a folder and all folders below it, in the order of their paths. */
final class TrackFiles {
  private static final Set<String> AUDIO =
      Set.of("wav", "w64", "aif", "aiff", "flac", "mp3", "ogg", "oga", "opus", "m4a", "mp4", "aac");

  private TrackFiles() {}

  /** Recordings, by the extensions of audio files. */
  static List<Path> audio(Path folder) throws IOException {
    return below(folder, AUDIO);
  }

  /** Files with one of the extensions, which are in lower case. */
  static List<Path> below(Path folder, Set<String> extensions) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new AnnotationException(
          folder, "is no folder; give one that holds the files to be scored");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> extensions.contains(extension(file)) && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  /** The file beside it with another extension. */
  static Path beside(Path file, String extension) {
    return file.resolveSibling(stem(file) + "." + extension);
  }

  /** The path below the folder, without extension, with slashes. */
  static String name(Path folder, Path file) {
    Path relative = folder.relativize(file);
    return relative.resolveSibling(stem(file)).toString().replace('\\', '/');
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static String extension(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
