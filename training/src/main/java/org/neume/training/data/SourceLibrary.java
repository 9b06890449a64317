package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.neume.training.data.SourcePiece.Collection;

/**
 * Lists what a data folder offers: {@code pop909}, {@code groove}, {@code freedoom}, {@code free-music}, {@code opentaiko} and
 * {@code bpm}, each of which may be missing. The order depends on names alone.
 */
public final class SourceLibrary {
  private SourceLibrary() {}

  /**
   * Scans a folder.
   *
   * @throws IOException where the folder cannot be read
   */
  public static List<SourcePiece> scan(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder
              + " is no folder: give the one that holds pop909, groove, freedoom, free-music, opentaiko or bpm");
    }
    List<SourcePiece> pieces = new ArrayList<>();
    for (Path song : list(folder.resolve("pop909"))) {
      String name = name(song);
      if (Files.exists(song.resolve(name + ".mid"))) {
        pieces.add(new SourcePiece("pop909/" + name, Collection.POP909, "pop909/" + name, song));
      }
    }
    pieces.addAll(GrooveReader.scan(folder.resolve("groove")));
    for (Path file : list(folder.resolve("freedoom").resolve("musics"))) {
      add(pieces, file, ".mid", "freedoom", Collection.FREEDOOM);
    }
    for (Path file : list(folder.resolve("free-music").resolve("midi"))) {
      add(pieces, file, ".mid", "free-music", Collection.FREE_MUSIC_MIDI);
    }
    for (Path file : list(folder.resolve("opentaiko"))) {
      addRecording(pieces, file, "opentaiko", Collection.OPENTAIKO);
    }
    for (Path file : list(folder.resolve("free-music").resolve("audio"))) {
      addRecording(pieces, file, "free-music", Collection.FREE_MUSIC_AUDIO);
    }
    for (Path file : list(folder.resolve("bpm"))) {
      if (NamedTempo.of(file).isPresent()) {
        String title = title(file);
        pieces.add(new SourcePiece("bpm/" + title, Collection.NAMED_TEMPO, "bpm/" + title, file));
      }
    }
    return List.copyOf(pieces);
  }

  private static void add(
      List<SourcePiece> pieces, Path file, String suffix, String prefix, Collection collection) {
    String name = name(file);
    if (name.endsWith(suffix)) {
      String title = name.substring(0, name.length() - suffix.length());
      String kind = collection == Collection.FREE_MUSIC_MIDI ? "-midi/" : "/";
      pieces.add(new SourcePiece(prefix + kind + title, collection, group(prefix, title), file));
    }
  }

  private static void addRecording(
      List<SourcePiece> pieces, Path file, String prefix, Collection collection) {
    if (isAudio(file)) {
      String title = title(file);
      if (Files.exists(file.resolveSibling(title + ".beats"))) {
        pieces.add(new SourcePiece(prefix + "/" + title, collection, group(prefix, title), file));
      }
    }
  }

  /** Whether the file's name is that of a recording. */
  static boolean isAudio(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return List.of("mp3", "ogg", "flac", "wav").contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String title(Path file) {
    String name = name(file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Remixes carry the tune's title and a remark in brackets. */
  private static String group(String prefix, String title) {
    int bracket = title.indexOf(" (");
    return prefix + "/" + (bracket > 0 ? title.substring(0, bracket) : title);
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
