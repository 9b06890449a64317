package org.neume.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The audio files that a user means: files as named, whatever their extension, and from folders, at
 * any depth and in order of their names, those with an extension of audio.
 */
public final class AudioInputs {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "aif", "aiff", "flac", "mp3", "ogg", "oga", "opus", "m4a", "mp4", "aac",
          "wma", "mka", "webm", "caf");

  /**
   * One file.
   *
   * @param path where it is
   * @param relative its path below the folder that was named, or its file name
   */
  public record Input(Path path, Path relative) {}

  private AudioInputs() {}

  /**
   * Expands what was named. A file that is missing is passed on, so that whoever opens it says so.
   *
   * @param onProblem told in one line of a folder that has no audio or cannot be read; the others
   *     are still expanded
   */
  public static List<Input> expand(List<Path> named, Consumer<String> onProblem) {
    List<Input> inputs = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        inputs.addAll(inFolder(path, onProblem));
      } else {
        inputs.add(new Input(path, path.getFileName() == null ? path : path.getFileName()));
      }
    }
    return inputs;
  }

  private static List<Input> inFolder(Path folder, Consumer<String> onProblem) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Input> found =
          walk.filter(Files::isRegularFile)
              .filter(AudioInputs::isAudio)
              .sorted()
              .map(p -> new Input(p, folder.relativize(p)))
              .toList();
      if (found.isEmpty()) {
        onProblem.accept(
            "%s: no audio in this folder; name the files themselves if their extension is unusual"
                .formatted(folder));
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      onProblem.accept(
          "%s: the folder cannot be read (%s); change its permissions"
              .formatted(folder, e.getMessage()));
      return List.of();
    }
  }

  private static boolean isAudio(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
