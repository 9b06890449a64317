package org.neume.decoder.decode;

/**
 * How {@link PeakPickingDecoder} picks its peaks. Immutable.
 *
 * @param frameRate frames per second
 * @param bars whether downbeats are picked as well
 * @param threshold a peak's activation lies above this, 0..1
 * @param reachFrames a peak is the largest activation within so many frames to either side, and a
 *     downbeat belongs to a beat within as many; 1 to 80
 * @param gapFrames so many frames without a beat end a passage, 1 or more
 * @param maxBeats a bar or pickup of more beats is given up and leaves without waiting for its end
 * @param idleFrames while no beat is waiting a decision without beats leaves at multiples of this
 */
public record PeakRule(
    double frameRate,
    boolean bars,
    double threshold,
    int reachFrames,
    int gapFrames,
    int maxBeats,
    int idleFrames) {
  /** Refuses what is no rule, saying why. */
  public PeakRule {
    if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
      throw new IllegalArgumentException("frame rate is " + frameRate + ": it must be positive");
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "peak threshold is " + threshold + ": it must lie in 0..1");
    }
    if (reachFrames < 1 || reachFrames > 80 || gapFrames < 1 || maxBeats < 1 || idleFrames < 1) {
      throw new IllegalArgumentException(
          "peak reach %d, gap %d, longest bar %d, idle interval %d: each must be >= 1, the reach <= 80"
              .formatted(reachFrames, gapFrames, maxBeats, idleFrames));
    }
  }

  /** Beats and downbeats above 0.5 within 60 ms at 100 frames per second (Foscarin et al. 2024). */
  public static PeakRule defaults() {
    return new PeakRule(100, true, 0.5, 6, 1000, 32, 1000);
  }

  /** The defaults without downbeats. */
  public static PeakRule beatsOnly() {
    return defaults().withBars(false);
  }

  /** This rule with or without downbeats. */
  public PeakRule withBars(boolean other) {
    return new PeakRule(frameRate, other, threshold, reachFrames, gapFrames, maxBeats, idleFrames);
  }

  /** This rule with another threshold. */
  public PeakRule withThreshold(double other) {
    return new PeakRule(frameRate, bars, other, reachFrames, gapFrames, maxBeats, idleFrames);
  }

  /** This rule at another frame rate: reach and gap keep their seconds, and are a frame at least. */
  public PeakRule atFrameRate(double other) {
    double scale = other / frameRate;
    return new PeakRule(
        other,
        bars,
        threshold,
        (int) Math.max(1, Math.round(reachFrames * scale)),
        (int) Math.max(1, Math.round(gapFrames * scale)),
        maxBeats,
        idleFrames);
  }
}
