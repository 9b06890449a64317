package org.neume.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command. The message is one line for the user: the cause and the remedy. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something around us is missing. */
  public static CommandException environment(String message) {
    return new CommandException(ExitCode.ENVIRONMENT, message, null);
  }

  /** Something around us is missing, because of another failure. */
  public static CommandException environment(String message, Throwable cause) {
    return new CommandException(ExitCode.ENVIRONMENT, message, cause);
  }

  /** A file or recording cannot be processed. */
  public static CommandException file(String message) {
    return new CommandException(ExitCode.FILE_FAILED, message, null);
  }

  /** The command line asks for what cannot be. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, null);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
