package org.neume.stage;

import org.jspecify.annotations.Nullable;

/**
 * Which new recordings of a partition may be opened. Where the stage has no slot left, the recording
 * waits in the log, and so does every new one behind it, in order; open ones go on. Once there is a
 * slot, the partition is read again from the first that waits. Confined to the partition's thread.
 */
final class Admission implements AutoCloseable {
  private final RecordingSlots.Share slots;
  private @Nullable InputPlace waiting;
  private boolean claimed;

  Admission(RecordingSlots.Share slots) {
    this.slots = slots;
  }

  /** Takes a slot for a recording that begins here, or lets it wait. */
  boolean admit(long offset, long logTimeBefore) {
    if (waiting != null) {
      return false;
    }
    if (claimed || slots.tryOpen()) {
      claimed = false;
      return true;
    }
    waiting = new InputPlace(offset, logTimeBefore);
    return false;
  }

  /** A recording that was admitted is over. */
  void release() {
    slots.release();
  }

  /** Where the first recording that waits begins; null if none waits. */
  @Nullable InputPlace waiting() {
    return waiting;
  }

  /** Whether there is a slot for the first that waits. Safe for use by any thread. */
  boolean hasSlot() {
    return slots.mayOpen();
  }

  /** Takes the slot for the first that waits; returns where it begins, null if it has to wait on. */
  @Nullable InputPlace resume() {
    InputPlace first = waiting;
    if (first == null || (!claimed && !slots.tryOpen())) {
      return null;
    }
    claimed = true;
    waiting = null;
    return first;
  }

  @Override
  public void close() {
    slots.close();
  }
}
