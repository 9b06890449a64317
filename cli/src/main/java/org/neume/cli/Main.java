package org.neume.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.neume.cli.command.NeumeCommand;
import org.neume.cli.command.Terminal;

/**
 * Where the process begins. Runs the command without Quarkus; those that need the services start
 * them themselves, so that the others answer at once.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String... args) {
    List<Logger> quiet = quiet();
    int exitCode = NeumeCommand.run(Terminal.system(), args);
    System.out.flush();
    System.err.flush();
    if (!quiet.isEmpty()) {
      System.exit(exitCode);
    }
  }

  /**
   * Lowers what the libraries say before Quarkus configures logging. The loggers have to be held on
   * to, or their levels are forgotten with them.
   */
  private static List<Logger> quiet() {
    List<Logger> loggers = new ArrayList<>();
    for (String name : List.of("org.apache.kafka", "kafka", "org.apache.zookeeper", "ai.djl")) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.OFF);
      loggers.add(logger);
    }
    return loggers;
  }
}
