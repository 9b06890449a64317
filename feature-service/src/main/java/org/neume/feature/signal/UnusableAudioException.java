package org.neume.feature.signal;

/** Audio that cannot be analyzed; the message is one line with the cause and the remedy. */
public final class UnusableAudioException extends IllegalArgumentException {

  /** Says in {@code message} what is wrong with the audio, and where. */
  public UnusableAudioException(String message) {
    super(message);
  }
}
