package org.neume.stage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all partitions of a stage together have pending: outputs that the broker has not yet
 * acknowledged. Safe for use by many threads.
 */
public final class Budget {
  private final int maxRecords;
  private final long maxBytes;
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** A budget with the stage's limits. */
  public Budget(StageLimits limits) {
    maxRecords = limits.pendingRecords();
    maxBytes = limits.pendingBytes();
  }

  /** Whether further input may be taken. */
  public boolean hasRoom() {
    return records.get() < maxRecords && bytes.get() < maxBytes;
  }

  /** Outputs pending now. */
  public int records() {
    return records.get();
  }

  /** Bytes of encoded outputs pending now. */
  public long bytes() {
    return bytes.get();
  }

  void addRecords(int count) {
    records.addAndGet(count);
  }

  void addBytes(long count) {
    bytes.addAndGet(count);
  }
}
