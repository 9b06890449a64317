package org.neume.gateway.intake;

/** The broker does not take a recording; the message says in one line why and what helps. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Carries the one line. */
  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
