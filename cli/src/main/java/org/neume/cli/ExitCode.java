package org.neume.cli;

/** What the command tells the shell. A contract: scripts rely on these numbers. */
public final class ExitCode {
  /** All that was asked for is done. */
  public static final int OK = 0;

  /** Some file or recording failed; the others are done. */
  public static final int FILE_FAILED = 1;

  /** The command line is not understood. */
  public static final int USAGE = 2;

  /** Something around us is missing: a broker, a port, disk space, a model, a folder. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
