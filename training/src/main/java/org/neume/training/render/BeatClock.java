package org.neume.training.render;

import java.util.List;

/**
 * Converts between time in seconds and position counted in beats, linearly between beats and with the outermost intervals
 * continued outside them. Immutable.
 */
public final class BeatClock {
  private final double[] times;

  /**
   * Makes a clock.
   *
   * @param beats at least two
   * @throws IllegalArgumentException with fewer than two beats
   */
  public BeatClock(List<Beat> beats) {
    this(beats.stream().mapToDouble(Beat::time).toArray());
  }

  /** Makes a clock from beat times in seconds, at least two, strictly increasing. */
  public BeatClock(double[] times) {
    if (times.length < 2) {
      throw new IllegalArgumentException("a beat clock needs two beats or more");
    }
    this.times = times.clone();
  }

  /** Seconds at a position in beats; position 0 is the first beat. */
  public double timeAt(double position) {
    int i = (int) Math.floor(position);
    i = Math.max(0, Math.min(times.length - 2, i));
    return times[i] + (position - i) * (times[i + 1] - times[i]);
  }

  /** Position in beats at a time in seconds. */
  public double positionAt(double time) {
    int found = java.util.Arrays.binarySearch(times, time);
    int i = found >= 0 ? found : -found - 2;
    i = Math.max(0, Math.min(times.length - 2, i));
    return i + (time - times[i]) / (times[i + 1] - times[i]);
  }

  /** Number of beats. */
  public int size() {
    return times.length;
  }
}
