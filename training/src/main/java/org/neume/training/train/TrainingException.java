package org.neume.training.train;

/** A training run cannot go on; the message names the cause and the remedy. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line: cause and remedy. */
  public TrainingException(String message) {
    super(message);
  }
}
