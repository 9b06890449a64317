package org.neume.cli.command;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Where messages go: results to standard output, errors and progress to standard error, progress
 * only if that is a terminal. Safe for use by many threads.
 */
public final class Terminal {
  /** Set by the launcher, for Java cannot ask whether standard error alone is a terminal. */
  static final String PROPERTY = "neume.terminal";

  /** The same of standard output. */
  static final String OUTPUT_PROPERTY = "neume.output";

  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintStream out;
  private final Supplier<PrintStream> err;
  private final boolean interactive;
  private boolean progressShown;

  /** Messages to these streams; that for errors is asked for each time, as it may change. */
  public Terminal(PrintStream out, Supplier<PrintStream> err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  /** The process's own streams. */
  public static Terminal system() {
    return new Terminal(System.out, () -> System.err, Boolean.getBoolean(PROPERTY));
  }

  /** Prints part of the result. */
  public synchronized void result(String text) {
    clear();
    out.print(text);
    out.flush();
  }

  /** Prints a line for people that is no result. */
  public synchronized void note(String line) {
    clear();
    err.get().println(line);
  }

  /** Prints an error as one line. */
  public synchronized void error(String message) {
    clear();
    err.get().println("neume: " + oneLine(message));
  }

  /** Shows how far things are; replaces the progress shown before, and is nothing in a pipe. */
  public synchronized void progress(String line) {
    if (interactive) {
      err.get().print(CLEAR_LINE + line);
      err.get().flush();
      progressShown = true;
    }
  }

  /** Whether standard output is a terminal, by what the launcher says. */
  public boolean outputSeen() {
    return Boolean.getBoolean(OUTPUT_PROPERTY);
  }

  /** Whether somebody closed the other end of standard output. */
  public boolean outputClosed() {
    return out.checkError();
  }

  /** Takes the progress line away. */
  public synchronized void clear() {
    if (progressShown) {
      err.get().print(CLEAR_LINE);
      err.get().flush();
      progressShown = false;
    }
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
