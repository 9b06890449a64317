package org.neume.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs {@code ./neume} as a user does: another process, in a folder of the user's. */
final class NeumeProcess {
  private static final long PATIENCE_MINUTES = 10;

  /** What a run left: exit code and both outputs. */
  record Result(int exitCode, String out, String err) {
    List<String> errorLines() {
      return err.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private final Path folder;
  private final Path launcher;

  NeumeProcess(Path folder) {
    this.folder = folder;
    this.launcher = root().resolve("neume");
  }

  /** The repository's root. */
  static Path root() {
    String given = System.getProperty("neume.root");
    Path at = Path.of(given == null ? "" : given).toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    Assumptions.assumeTrue(at != null, "the repository's root is not found: run through Maven");
    return java.util.Objects.requireNonNull(at);
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return run(new byte[0], arguments);
  }

  Result run(byte[] input, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Path in = Files.createTempFile(folder, "in", ".bin");
    Files.write(in, input);
    Process process =
        builder(launcher, arguments)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("no end after minutes: " + Files.readString(err));
    }
    Result result =
        new Result(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    Files.delete(in);
    return result;
  }

  /** Starts without waiting; standard output is read by the caller, standard error goes to a file. */
  Process start(Path err, String... arguments) throws IOException {
    return builder(launcher, arguments).redirectError(err.toFile()).start();
  }

  ProcessBuilder builder(Path command, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(command.toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    // What Maven has just packaged is what is tested; nothing is built again beneath it.
    builder.environment().put("NEUME_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("NEUME_DEBUG");
    return builder;
  }
}
