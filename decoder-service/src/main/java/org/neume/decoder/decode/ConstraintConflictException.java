package org.neume.decoder.decode;

/** Constraints that no beats can obey. The message is one line for people: the cause and the remedy. */
public final class ConstraintConflictException extends Exception {
  private static final long serialVersionUID = 1;

  ConstraintConflictException(String cause) {
    super(cause);
  }
}
