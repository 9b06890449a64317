package org.neume.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives each input a name for its outputs that no other input has: the file name without extension;
 * with it where two would meet ({@code a.mp3} and {@code a.wav}); numbered where that meets as well.
 * Folders below the named one are kept. Case is ignored, for file systems that ignore it.
 */
public final class OutputNames {
  private OutputNames() {}

  /** The names, relative to the output folder, in the order of the inputs. */
  public static List<Path> of(List<AudioInputs.Input> inputs) {
    Map<String, Integer> uses = new HashMap<>();
    for (AudioInputs.Input input : inputs) {
      uses.merge(key(bare(input.relative())), 1, Integer::sum);
    }
    Set<String> taken = new HashSet<>();
    List<Path> names = new ArrayList<>();
    for (AudioInputs.Input input : inputs) {
      Path bare = bare(input.relative());
      Path wanted = uses.getOrDefault(key(bare), 0) > 1 ? input.relative() : bare;
      Path name = wanted;
      for (int n = 2; taken.contains(key(name)) || taken.contains(table(name)); n++) {
        name = wanted.resolveSibling(wanted.getFileName() + "-" + n);
      }
      taken.add(key(name));
      taken.add(table(name));
      names.add(name);
    }
    return names;
  }

  private static Path bare(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? file.resolveSibling(name.substring(0, dot)) : file;
  }

  /** The table of notes has a longer name, which could be that of another input. */
  private static String table(Path path) {
    return key(path) + ".notes";
  }

  private static String key(Path path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }
}
