package org.neume.media.confined;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;

/**
 * Decodes each file in a process of its own, so that a hostile one costs that one decode and nothing else:
 * not this process's memory, time or life. The process has bounds ({@link ConfinementLimits}), an empty
 * environment, no name of any file and nobody's input but its own. It is no wall against code that takes
 * over FFmpeg and then looks around as this user: where that matters, run the service as a user of its own
 * or in a container. Safe for use by many threads; one decoder serves a whole service.
 */
public final class ConfinedDecoder {
  private final DecoderLaunch launch;
  private final ConfinementLimits limits;

  /** Decodes within these limits. */
  public ConfinedDecoder(DecoderLaunch launch, ConfinementLimits limits) {
    this.launch = launch;
    this.limits = limits;
  }

  /**
   * Starts decoding a regular file; returns when its rate and channels are known.
   *
   * @param name what to call it in messages; the decoding process is not told
   * @throws MediaException as {@link org.neume.media.AudioFile} does, or because of a limit
   */
  public AudioSource open(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_FOUND, name, "there is no such file", "check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_A_FILE, name, "is no regular file", "give an audio file");
    }
    ProcessBuilder builder = builder(DecoderProcess.FILE);
    builder.redirectInput(file.toFile());
    return new ConfinedSource(start(builder, name), null, name, limits);
  }

  /**
   * Starts decoding a stream that holds a whole file, as it comes. Blocks until rate and channels are
   * known. Closing the source closes the stream.
   *
   * @throws MediaException as for a file
   */
  public AudioSource open(InputStream stream, String name) throws IOException {
    return new ConfinedSource(start(builder(DecoderProcess.STREAM), name), stream, name, limits);
  }

  private ProcessBuilder builder(String mode) throws IOException {
    Files.createDirectories(launch.workFolder());
    ProcessBuilder builder = new ProcessBuilder(launch.command(limits, mode));
    builder.directory(launch.workFolder().toFile());
    builder.environment().clear();
    // For class paths with letters beyond ASCII.
    builder.environment().put("LC_ALL", "C.UTF-8");
    // The C library would reserve 64 MiB of addresses for each thread.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    // FFmpeg's libraries look for each other; in a jar's cache JavaCPP has loaded them in order.
    launch
        .natives()
        .ifPresent(folder -> builder.environment().put("LD_LIBRARY_PATH", folder.toString()));
    return builder;
  }

  private static Process start(ProcessBuilder builder, String name) throws MediaException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new MediaException(
          MediaException.Kind.IO,
          name,
          "the process that decodes it cannot be started (" + e.getMessage() + ")",
          "see that Java can be run and that memory and processes are left",
          e);
    }
  }
}
