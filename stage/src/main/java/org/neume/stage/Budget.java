package org.neume.stage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all partitions of a stage together hold: open recordings and what they gather, outputs, statuses and dead letters
 * that the broker has not yet acknowledged, and finished recordings that are remembered. Safe for use by many threads.
 */
public final class Budget {
  private final int maxRecords;
  private final long maxBytes;
  private final int maxRemembered;
  private final RecordingSlots slots;
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong gathered = new AtomicLong();
  private final AtomicInteger remembered = new AtomicInteger();

  /** A budget with the stage's limits. */
  public Budget(StageLimits limits) {
    maxRecords = limits.pendingRecords();
    maxBytes = limits.pendingBytes();
    maxRemembered = limits.remembered();
    long maxGathered = limits.gatheredBytes();
    slots = new RecordingSlots(limits.recordings(), () -> gathered.get() < maxGathered);
  }

  /** Whether further input may be taken. */
  public boolean hasRoom() {
    return records.get() < maxRecords && bytes.get() < maxBytes;
  }

  /** Outputs that may be pending before the input waits. */
  public int mostRecords() {
    return maxRecords;
  }

  /** Bytes of outputs that may be pending before the input waits. */
  public long mostBytes() {
    return maxBytes;
  }

  /** Outputs pending now. */
  public int records() {
    return records.get();
  }

  /** Bytes of outputs pending now: of encoded ones, and about those of which are being computed. */
  public long bytes() {
    return bytes.get();
  }

  /** Recordings open now, counting one for each of their input streams. */
  public int recordings() {
    return slots.open();
  }

  void addRecords(int count) {
    records.addAndGet(count);
  }

  void addBytes(long count) {
    bytes.addAndGet(count);
  }

  /** Bytes that open recordings have gathered and keep until they end. */
  public long gathered() {
    return gathered.get();
  }

  void addGathered(long count) {
    gathered.addAndGet(count);
  }

  /** The share that one more partition has of the recordings that may be open. */
  RecordingSlots.Share join() {
    return slots.join();
  }

  void addRemembered(int count) {
    remembered.addAndGet(count);
  }

  /** Whether some finished recording has to be forgotten. */
  boolean remembersTooMany() {
    return remembered.get() > maxRemembered;
  }

  /** Finished recordings remembered now. */
  int remembered() {
    return remembered.get();
  }
}
