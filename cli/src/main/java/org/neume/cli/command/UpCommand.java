package org.neume.cli.command;

import java.util.concurrent.Callable;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps broker and services up. */
@Command(
    name = "up",
    description = {
      "Starts a broker and all services in one process, and keeps them up until Ctrl-C.",
      "",
      "Other terminals then use './neume publish' and './neume subscribe', or any Kafka client."
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "The broker's port on localhost (default: ${DEFAULT-VALUE}).")
  int port = 9092;

  @Mixin ChainOptions chain = new ChainOptions();

  private final Terminal terminal;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    chain.analysis.check();
    terminal.note("neume: starting broker and services");
    EmbeddedChain running =
        EmbeddedChain.start(
            new ChainSettings(chain.data, port, chain.analysis.serviceSettings()), terminal::error);
    terminal.result("neume: ready at %s; Ctrl-C ends it%n".formatted(running.bootstrap()));
    running.awaitEnd();
    return ExitCode.OK;
  }
}
