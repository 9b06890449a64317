package org.neume.decoder.decode;

/**
 * Peaks of activations: frames above a threshold that no frame within reach exceeds, the earliest of
 * equals. Beats are peaks of the beat activation. A peak of the downbeat activation makes the
 * nearest beat within reach a downbeat, the earlier of two.
 */
final class PeakFinder {
  private final PeakRule rule;
  private final Activations activations;

  PeakFinder(PeakRule rule, Activations activations) {
    this.rule = rule;
    this.activations = activations;
  }

  /** How far to either side of a beat activations can change what it is. */
  static int context(PeakRule rule) {
    return 3 * rule.reachFrames();
  }

  boolean isBeat(long frame) {
    return isPeak(frame, false);
  }

  /** Whether a beat is a downbeat. */
  boolean isDownbeat(long beat) {
    int reach = rule.reachFrames();
    for (long frame = from(beat - reach); frame < to(beat + reach + 1); frame++) {
      if (isPeak(frame, true) && nearestBeat(frame) == beat) {
        return true;
      }
    }
    return false;
  }

  private long nearestBeat(long frame) {
    for (int distance = 0; distance <= rule.reachFrames(); distance++) {
      if (frame - distance >= activations.first() && isBeat(frame - distance)) {
        return frame - distance;
      }
      if (frame + distance < activations.end() && isBeat(frame + distance)) {
        return frame + distance;
      }
    }
    return -1;
  }

  private boolean isPeak(long frame, boolean downbeat) {
    float value = value(frame, downbeat);
    if (!(value > rule.threshold())) {
      return false;
    }
    int reach = rule.reachFrames();
    for (long other = from(frame - reach); other < frame; other++) {
      if (value(other, downbeat) >= value) {
        return false;
      }
    }
    for (long other = frame + 1; other < to(frame + reach + 1); other++) {
      if (value(other, downbeat) > value) {
        return false;
      }
    }
    return true;
  }

  private float value(long frame, boolean downbeat) {
    return downbeat ? activations.downbeat(frame) : activations.any(frame);
  }

  private long from(long frame) {
    return Math.max(frame, activations.first());
  }

  private long to(long frame) {
    return Math.min(frame, activations.end());
  }
}
