package org.neume.gateway.access;

import java.util.concurrent.TimeUnit;

/**
 * Bytes a second of one client, in the form of a bucket that fills steadily and holds one second's
 * worth. Who takes more than is there waits. Safe for use by many threads, which share it.
 */
public final class Throttle {
  private final double bytesPerSecond;
  private double there;
  private long filled = System.nanoTime();

  /** A full bucket. */
  public Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.there = bytesPerSecond;
  }

  /**
   * Takes bytes, and waits for as long as they were too many. An interrupt ends the waiting.
   *
   * @param bytes how many have come
   */
  public void take(int bytes) {
    long nanos = debt(bytes, System.nanoTime());
    if (nanos > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes bytes at a time; how long to wait, in nanoseconds. */
  synchronized long debt(int bytes, long now) {
    there = Math.min(bytesPerSecond, there + (now - filled) / 1e9 * bytesPerSecond);
    filled = now;
    there -= bytes;
    return there >= 0 ? 0 : (long) (-there / bytesPerSecond * 1e9);
  }
}
