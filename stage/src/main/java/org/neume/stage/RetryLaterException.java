package org.neume.stage;

/**
 * An input that cannot be read now, through no fault of its own: something that it takes is out of
 * order. The message is one line: the cause and the remedy.
 */
public final class RetryLaterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An input to be offered again, because of another failure. */
  public RetryLaterException(String message, Throwable cause) {
    super(message, cause);
  }
}
