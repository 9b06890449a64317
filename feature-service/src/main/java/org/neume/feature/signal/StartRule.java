package org.neume.feature.signal;

/** Where an extractor may begin in the middle of a recording. */
final class StartRule {

  private StartRule() {}

  /**
   * Refuses a start from which {@code firstFrame} cannot be computed.
   *
   * @throws IllegalArgumentException if a number is negative or the samples begin too late
   */
  static void check(Representation representation, long firstSample, long firstFrame) {
    if (firstFrame < 0 || firstSample < 0) {
      throw new IllegalArgumentException(
          "frame " + firstFrame + " and sample " + firstSample + " must not be negative");
    }
    long needed = Math.max(0, representation.firstSample(firstFrame));
    if (firstSample > needed) {
      throw new IllegalArgumentException(
          "frame " + firstFrame + " needs samples from " + needed + " on, not from " + firstSample);
    }
  }
}
