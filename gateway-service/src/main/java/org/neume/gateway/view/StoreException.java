package org.neume.gateway.view;

/** Records cannot be read now; the message says in one line why and what helps. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Carries the one line. */
  public StoreException(String message) {
    super(message);
  }
}
