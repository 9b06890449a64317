package org.neume.decoder.decode;

/**
 * Which stretches of a recording hold beats at all; each such passage is decoded by itself, from
 * its first to its last active frame.
 *
 * @param threshold a frame is active if its beat or downbeat activation reaches this, 0..1
 * @param presence a passage without any activation of this size has no beats, 0..1; 0 asks nothing
 * @param minimumFrames a passage shorter than this has no beats
 * @param gapFrames more inactive frames than this end a passage; {@link #NO_GAP} for never, which
 *     makes the frames behind the last active one wait in memory until the recording ends
 */
public record PassageRule(double threshold, double presence, long minimumFrames, long gapFrames) {
  /** A gap that no silence reaches. */
  public static final long NO_GAP = Long.MAX_VALUE;

  /** Refuses what is no passage rule, saying why. */
  public PassageRule {
    if (!(threshold >= 0 && threshold <= 1 && presence >= 0 && presence <= 1)) {
      throw new IllegalArgumentException(
          "activation threshold %s, presence %s: both must lie in 0..1"
              .formatted(threshold, presence));
    }
    if (minimumFrames < 0 || gapFrames < 1) {
      throw new IllegalArgumentException(
          "shortest passage %d frames, longest gap %d frames: they must be >= 0 and >= 1"
              .formatted(minimumFrames, gapFrames));
    }
  }

  /** One passage from the first to the last frame that reaches the threshold. */
  public static PassageRule wholeRecording(double threshold) {
    return new PassageRule(threshold, 0, 0, NO_GAP);
  }
}
