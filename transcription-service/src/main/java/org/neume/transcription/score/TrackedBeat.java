package org.neume.transcription.score;

/**
 * A beat of the recording, as the beat tracker found it.
 *
 * @param time seconds from the start of the recording
 * @param number place in the bar, 1 for the downbeat; 0 where the bars are not known
 */
public record TrackedBeat(double time, int number) {
  /** Checks the ranges. */
  public TrackedBeat {
    if (!Double.isFinite(time) || number < 0) {
      throw new IllegalArgumentException("no beat is at " + time + " s with number " + number);
    }
  }
}
