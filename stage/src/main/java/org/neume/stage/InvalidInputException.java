package org.neume.stage;

/** An input that cannot be processed. The message is one line: the cause and the remedy. */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses an input, saying why and what helps in one line. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** Refuses an input, saying why and what helps in one line, because of another failure. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
