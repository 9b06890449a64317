package org.neume.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command in this process, and what it said. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(String... line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), () -> errors, false);
    int exitCode = NeumeCommand.run(terminal, line);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
