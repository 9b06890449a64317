package org.neume.gateway.view;

/** Records are no longer kept; the message says in one line of what and what helps. */
public final class GoneException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Carries the one line. */
  public GoneException(String message) {
    super(message);
  }
}
