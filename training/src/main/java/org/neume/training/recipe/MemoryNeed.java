package org.neume.training.recipe;

import java.util.Locale;

/**
 * The heap that a training needs: its features are held in memory as float16 (58 MB an hour, and as
 * much again while they are read), beside the soundfonts and the batches.
 */
public final class MemoryNeed {
  private static final double BASE_GIGABYTES = 2;
  private static final double GIGABYTES_PER_HOUR = 0.1;
  private static final double GIGABYTE = 1 << 30;

  private MemoryNeed() {}

  /** Gigabytes of heap for so many hours of audio. */
  public static double gigabytes(double hours) {
    return BASE_GIGABYTES + GIGABYTES_PER_HOUR * hours;
  }

  /**
   * Refuses a training that would run out of memory after hours.
   *
   * @param hours hours of audio
   * @param heapBytes the largest heap that this process may have
   * @throws IllegalStateException naming what is needed, what there is and what helps
   */
  public static void check(double hours, long heapBytes) {
    double needed = gigabytes(hours);
    // The JVM counts a little less than it was told.
    if (heapBytes < 0.95 * needed * GIGABYTE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "training on %.1f hours needs %.1f GB of heap, there are %.1f: set NEUME_JAVA_OPTS=-Xmx%.0fg, or take fewer hours with --hours",
              hours,
              needed,
              heapBytes / GIGABYTE,
              Math.ceil(needed)));
    }
  }
}
