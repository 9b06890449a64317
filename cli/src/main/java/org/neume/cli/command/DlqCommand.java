package org.neume.cli.command;

import java.util.concurrent.Callable;
import org.neume.cli.CommandException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the stages could not process. */
@Command(
    name = "dlq",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Shows what the stages of a running chain could not process, and publishes its recordings again.",
      "",
      "  ./neume dlq list --since 1h",
      "  ./neume dlq show 3-17",
      "  ./neume dlq replay 3-17 --yes"
    })
final class DlqCommand implements Callable<Integer> {
  /** The command with those below it. */
  static CommandLine with(Terminal terminal) {
    return new CommandLine(new DlqCommand())
        .addSubcommand(new DlqListCommand(terminal))
        .addSubcommand(new DlqShowCommand(terminal))
        .addSubcommand(new DlqReplayCommand(terminal));
  }

  @Override
  public Integer call() {
    throw CommandException.usage("say what to do: dlq list, dlq show or dlq replay; see --help");
  }
}
