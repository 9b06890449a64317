package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import picocli.CommandLine.Option;

/** What becomes of files whose single notes were named. */
final class PitchOptions {
  @Option(
      names = "--rename",
      description =
          "With the pitch of single notes: copy each file into the folder of --out under a name that begins"
              + " with its pitch (069-A4-NAME.wav).")
  boolean rename;

  /**
   * Refuses copies that have nowhere to go, or that would be found again.
   *
   * @param paths what is named
   *
   * @throws CommandException naming what to add
   */
  void check(boolean pitch, @Nullable Path out, List<Path> paths) {
    if (!rename) {
      return;
    }
    if (!pitch) {
      throw CommandException.usage(
          "--rename names files after the pitch of their notes; add --analyses pitch");
    }
    if (out == null) {
      throw CommandException.usage(
          "--rename makes copies with new names; say where to with --out DIR");
    }
    for (Path path : paths) {
      if (Files.isDirectory(path) && real(out).startsWith(real(path))) {
        throw CommandException.usage(
            "--out %s lies in %s, where the copies would be found as recordings again; give another folder"
                .formatted(out, path));
      }
    }
  }

  /** Where a path leads, links resolved as far as it is there. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path there = absolute; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(absolute));
      } catch (IOException e) {
        // Not there yet: what holds it may be.
      }
    }
    return absolute;
  }
}
