package org.neume.inference.model;

/** A model that cannot be served. The message is one line: what was found and what helps. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses a model, saying why and what helps in one line. */
  public ModelException(String message) {
    super(message);
  }

  /** Refuses a model, saying why and what helps in one line, because of another failure. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
