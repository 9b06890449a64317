package org.neume.cli.command;

import java.util.function.ToIntFunction;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;

/** Boots a chain for one piece of work, which ends the process: nothing of it is worth keeping. */
final class EmbeddedRun {
  private final Terminal terminal;
  private final AnalysisOptions analysis;

  EmbeddedRun(Terminal terminal, AnalysisOptions analysis) {
    this.terminal = terminal;
    this.analysis = analysis;
  }

  /**
   * Boots, works and ends the process with the work's exit code.
   *
   * @param work gets the broker
   */
  int run(ToIntFunction<Broker> work) {
    analysis.check();
    terminal.progress("starting broker and services");
    EmbeddedChain chain =
        EmbeddedChain.start(
            new ChainSettings(null, 0, analysis.serviceSettings()), terminal::error);
    int exitCode;
    try {
      exitCode = work.applyAsInt(Broker.at(chain.bootstrap()));
    } catch (CommandException e) {
      terminal.error(String.valueOf(e.getMessage()));
      exitCode = e.exitCode();
    }
    terminal.clear();
    chain.abandon(exitCode);
    return exitCode;
  }
}
