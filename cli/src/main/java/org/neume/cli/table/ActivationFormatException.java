package org.neume.cli.table;

/** A file that holds no activations. The message is one line: the cause and the remedy. */
public final class ActivationFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses a file, saying why and what helps in one line. */
  public ActivationFormatException(String message) {
    super(message);
  }
}
