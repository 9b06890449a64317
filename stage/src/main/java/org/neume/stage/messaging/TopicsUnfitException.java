package org.neume.stage.messaging;

/** Topics that do not fit each other. The message is one line: the cause and the remedy. */
final class TopicsUnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicsUnfitException(String message) {
    super(message);
  }
}
