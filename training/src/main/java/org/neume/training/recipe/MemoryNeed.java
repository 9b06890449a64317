package org.neume.training.recipe;

import java.util.Locale;

/**
 * The heap that a training needs, beside what TensorFlow takes outside of it.
 *
 * @param base gigabytes for soundfonts, batches and validation
 * @param perHour gigabytes for each hour of audio
 */
public record MemoryNeed(double base, double perHour) {
  /** Features held in memory as float16: 58 MB an hour, and as much again while they are read. */
  public static final MemoryNeed HELD = new MemoryNeed(2, 0.1);

  /** Features mapped from the disk: an hour costs the heap its notes alone. */
  public static final MemoryNeed MAPPED = new MemoryNeed(1.5, 0.002);

  private static final double GIGABYTE = 1 << 30;

  /** Gigabytes of heap for so many hours of audio. */
  public double gigabytes(double hours) {
    return base + perHour * hours;
  }

  /**
   * Refuses a training that would run out of memory after hours.
   *
   * @param hours hours of audio
   * @param heapBytes the largest heap that this process may have
   * @throws IllegalStateException naming what is needed, what there is and what helps
   */
  public void check(double hours, long heapBytes) {
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
