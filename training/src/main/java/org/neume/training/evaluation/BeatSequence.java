package org.neume.training.evaluation;

import java.util.Arrays;

/**
 * The beats of one recording: times in seconds, never falling, and where known each beat's number in its bar. Immutable.
 */
public final class BeatSequence {
  /** Nobody's recording is longer; a larger time is in milliseconds or samples. */
  static final double LATEST_SECONDS = 30_000;

  /** A grid that was fitted to the beats may begin a little before the recording does. */
  static final double EARLIEST_SECONDS = -0.5;

  private final double[] times;
  private final int[] numbers;

  private BeatSequence(double[] times, int[] numbers) {
    this.times = times;
    this.numbers = numbers;
  }

  /**
   * Beats without numbers.
   *
   * @param times seconds, -0.5 to 30,000, never falling
   */
  public static BeatSequence of(double... times) {
    return of(times, new int[times.length]);
  }

  /**
   * Beats with numbers.
   *
   * @param times seconds, -0.5 to 30,000, never falling
   * @param numbers one for each time: 1 is a downbeat, 0 means that the number is unknown
   * @throws IllegalArgumentException when times fall, or are no times
   */
  public static BeatSequence of(double[] times, int[] numbers) {
    if (times.length != numbers.length) {
      throw new IllegalArgumentException(
          times.length + " beat times but " + numbers.length + " beat numbers");
    }
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] >= EARLIEST_SECONDS && times[i] <= LATEST_SECONDS)) {
        throw new IllegalArgumentException(
            "beat "
                + (i + 1)
                + " is at "
                + times[i]
                + " s, outside -0.5 to 30,000 s; give times in seconds");
      }
      if (i > 0 && times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "beat "
                + (i + 1)
                + " at "
                + times[i]
                + " s is before the one above it; sort the beats by time");
      }
      if (numbers[i] < 0) {
        throw new IllegalArgumentException(
            "beat " + (i + 1) + " has the number " + numbers[i] + "; count from 1");
      }
    }
    return new BeatSequence(times.clone(), numbers.clone());
  }

  /** Seconds; a copy. */
  public double[] times() {
    return times.clone();
  }

  /** Numbers in the bar, 0 where unknown; a copy. */
  public int[] numbers() {
    return numbers.clone();
  }

  /** How many beats. */
  public int size() {
    return times.length;
  }

  /** Whether any beat has a number, so that downbeats can be scored. */
  public boolean isNumbered() {
    return Arrays.stream(numbers).anyMatch(n -> n > 0);
  }

  /** Seconds of the beats with number 1. */
  public double[] downbeats() {
    double[] found = new double[times.length];
    int count = 0;
    for (int i = 0; i < times.length; i++) {
      if (numbers[i] == 1) {
        found[count++] = times[i];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** 60 over the median interval, in beats per minute; 0 with fewer than two beats. */
  public double medianTempo() {
    if (times.length < 2) {
      return 0;
    }
    double[] intervals = new double[times.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = times[i + 1] - times[i];
    }
    double median = Statistics.median(intervals);
    return median > 0 ? 60 / median : 0;
  }
}
