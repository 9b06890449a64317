package org.neume.cli.command;

import java.nio.file.Path;
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
   * Refuses copies that have nowhere to go.
   *
   * @throws CommandException naming what to add
   */
  void check(boolean pitch, @Nullable Path out) {
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
  }
}
