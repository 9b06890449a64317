package org.neume.cli.command;

import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.inference.model.ModelException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code neume}: its subcommands do the work. */
@Command(
    name = "neume",
    version = "neume 0.1.0",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    sortOptions = false,
    description = "Annotates music as it streams through Kafka: beats, downbeats, tempo.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:some file or recording failed, the others are done; of status: something is wrong",
      "2:the command line is not understood",
      "3:a broker, a port, disk space, a model, Java or the like is missing"
    })
public final class NeumeCommand implements Runnable {
  private final Terminal terminal;

  private NeumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.note(commandLine(terminal).getUsageMessage().stripTrailing());
  }

  /**
   * Runs one command.
   *
   * @return one of {@link ExitCode}
   */
  public static int run(Terminal terminal, String... args) {
    if (args.length == 0) {
      new NeumeCommand(terminal).run();
      return ExitCode.USAGE;
    }
    return commandLine(terminal).execute(args);
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine line =
        new CommandLine(new NeumeCommand(terminal))
            .addSubcommand(new AnnotateCommand(terminal))
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new UpCommand(terminal))
            .addSubcommand(new StudioCommand(terminal))
            .addSubcommand(new PublishCommand(terminal))
            .addSubcommand(new SubscribeCommand(terminal))
            .addSubcommand(new ExportCommand(terminal))
            .addSubcommand(new StatusCommand(terminal))
            .addSubcommand(DlqCommand.with(terminal))
            .addSubcommand(new DecodeCommand(terminal))
            .addSubcommand(new ScoreCommand(terminal))
            .addSubcommand(new EvaluateCommand(terminal))
            .addSubcommand(new BenchCommand(terminal))
            .addSubcommand(new TrainCommand(terminal))
            .addSubcommand(new WarmUpCommand(terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    line.setParameterExceptionHandler(
        (e, arguments) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          terminal.error("%s; see '%s --help'".formatted(e.getMessage(), name));
          return ExitCode.USAGE;
        });
    return line;
  }

  private static int failed(Terminal terminal, Exception e) {
    if (System.getenv("NEUME_DEBUG") != null) {
      e.printStackTrace();
    }
    if (e instanceof CommandException known) {
      terminal.error(String.valueOf(known.getMessage()));
      return known.exitCode();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelException) {
        terminal.error(String.valueOf(cause.getMessage()));
        return ExitCode.ENVIRONMENT;
      }
    }
    terminal.error(
        "unexpected %s: %s; run it again with NEUME_DEBUG=1 and report what it prints"
            .formatted(e.getClass().getSimpleName(), e.getMessage()));
    return ExitCode.ENVIRONMENT;
  }
}
