package org.neume.deploy.setup;

/** Something that a person has to mend: one line with the cause and the remedy. */
final class SetupException extends Exception {
  private static final long serialVersionUID = 1;

  SetupException(String line) {
    super(line);
  }

  SetupException(String line, Throwable cause) {
    super(line, cause);
  }
}
