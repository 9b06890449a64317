package org.neume.transcription.messaging;

/** Which frame rates of other stages' blocks can be believed. */
final class FrameRates {
  private static final double MOST = 10_000;

  private FrameRates() {}

  /** Whether frames at this many a second have times that are ordinary numbers. */
  static boolean usable(double framesPerSecond) {
    return framesPerSecond >= 1 && framesPerSecond <= MOST;
  }
}
