package org.neume.cli.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start. The message is one line: the cause and the remedy. */
public final class BrokerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why and what helps, in one line. */
  public BrokerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
