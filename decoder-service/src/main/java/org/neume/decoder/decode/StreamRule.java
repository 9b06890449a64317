package org.neume.decoder.decode;

/**
 * When decisions leave. All positions are frames of the recording, so the rule says the same
 * however the frames arrive.
 *
 * @param checkFrames whether the surviving paths agree is looked at behind every frame whose number
 *     is a multiple of this
 * @param maxUndecidedFrames if they have not agreed on anything new for longer than this, the best
 *     path decides all but the last half of it; bounds memory
 * @param idleFrames outside of passages a decision without beats leaves at multiples of this, so
 *     that readers learn that nothing is coming
 */
public record StreamRule(int checkFrames, long maxUndecidedFrames, int idleFrames) {
  /** For recordings at hand as a whole, where memory may grow with their length. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** Refuses what is no stream rule, saying why. */
  public StreamRule {
    if (checkFrames < 1 || maxUndecidedFrames < 1 || idleFrames < 1) {
      throw new IllegalArgumentException(
          "check every %d, decide after %d, idle after %d frames: each must be >= 1"
              .formatted(checkFrames, maxUndecidedFrames, idleFrames));
    }
  }
}
