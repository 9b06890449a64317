package org.neume.cli.command;

import java.io.IOException;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.broker.BrokerStartException;

/** A measurement with a broker of its own. */
@FunctionalInterface
interface Benchmark {
  /** Measures, and prints what was found. */
  void run() throws IOException, InterruptedException;

  /**
   * Runs one, and says in a line what keeps it from being run.
   *
   * @return the exit code of what succeeds
   */
  static int measure(Benchmark benchmark) throws IOException {
    try {
      benchmark.run();
      return ExitCode.OK;
    } catch (BrokerStartException e) {
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }
}
