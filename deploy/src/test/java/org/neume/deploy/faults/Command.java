package org.neume.deploy.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine, run to their end. */
final class Command {
  private static final int PATIENCE_SECONDS = 300;

  private Command() {}

  /**
   * Runs a program.
   *
   * @return what it printed to its standard output, without white space at the end
   * @throws IOException with what it printed to its error output, if it fails or does not end
   */
  static String run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("neume-faults", ".out");
    Path err = Files.createTempFile("neume-faults", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + " did not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s failed: %s".formatted(String.join(" ", words), Files.readString(err)));
      }
      return Files.readString(out, StandardCharsets.UTF_8).stripTrailing();
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Runs docker. */
  static String docker(String... words) throws IOException, InterruptedException {
    return run(Map.of(), Stream.concat(Stream.of("docker"), Stream.of(words)).toList());
  }
}
