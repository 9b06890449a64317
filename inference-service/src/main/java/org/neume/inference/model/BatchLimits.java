package org.neume.inference.model;

import java.time.Duration;

/**
 * How windows are gathered into batches.
 *
 * @param maxWindows windows per batch, at most; 1 to 64
 * @param maxBatchBytes input bytes per batch, at most; one window goes however large it is
 * @param maxDelay how long an idle worker waits for a batch to fill; zero sends at once whatever
 *     gathered while the last batch ran
 * @param maxPadding share of a batch that may be padding, 0 to below 1, so that a batch of a size
 *     that is not allowed goes as the next larger one instead of as two
 * @param queueWindows windows that may wait; who brings more waits
 * @param queueBytes input bytes that may wait; one window may however large it is
 * @param workers batches that are computed at the same time
 */
public record BatchLimits(
    int maxWindows,
    long maxBatchBytes,
    Duration maxDelay,
    double maxPadding,
    int queueWindows,
    long queueBytes,
    int workers) {

  /** Checks the ranges; the message of the exception names limit and value. */
  public BatchLimits {
    require(maxWindows >= 1 && maxWindows <= 64, "windows per batch", maxWindows, "1 to 64");
    require(maxBatchBytes >= 1, "bytes per batch", maxBatchBytes, "1 or more");
    require(!maxDelay.isNegative(), "delay of a batch", maxDelay, "0 or more");
    require(maxPadding >= 0 && maxPadding < 1, "padding of a batch", maxPadding, "0 to below 1");
    require(queueWindows >= 1, "windows that wait", queueWindows, "1 or more");
    require(queueBytes >= 1, "bytes that wait", queueBytes, "1 or more");
    require(workers >= 1 && workers <= 64, "workers", workers, "1 to 64");
  }

  private static void require(boolean holds, String limit, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the limit of %s is %s, not %s: correct the setting".formatted(limit, found, expected));
    }
  }
}
