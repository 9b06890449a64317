package org.neume.stage;

import java.util.function.BooleanSupplier;

/**
 * How many recordings a stage may have open at once, in all of its partitions together.
 *
 * <p>Every partition keeps one slot to itself as long as it has none in use, so that no partition
 * waits for the recordings of another that may never end. Hence at most the limit are open, or one
 * per partition where that is more; a partition that is assigned while all slots are in use adds one
 * until another recording ends. Safe for use by many threads.
 */
final class RecordingSlots {
  private final int limit;
  private final BooleanSupplier room;
  private int open;
  private int idleShares;

  /**
   * Slots that are all free.
   *
   * @param room whether what open recordings take leaves room for more of them; safe for use by many
   *     threads, never blocks
   */
  RecordingSlots(int limit, BooleanSupplier room) {
    this.limit = limit;
    this.room = room;
  }

  /** Recordings open now. */
  synchronized int open() {
    return open;
  }

  /** The share of one more partition. */
  synchronized Share join() {
    idleShares++;
    return new Share();
  }

  /** What one partition has of the slots. */
  final class Share implements AutoCloseable {
    private int held;
    private boolean closed;

    private Share() {}

    /** Whether the partition may open a recording now. */
    boolean mayOpen() {
      synchronized (RecordingSlots.this) {
        return !closed && (held == 0 || (open + idleShares < limit && room.getAsBoolean()));
      }
    }

    /** Takes a slot if there is one for this partition. */
    boolean tryOpen() {
      synchronized (RecordingSlots.this) {
        if (!mayOpen()) {
          return false;
        }
        if (held++ == 0) {
          idleShares--;
        }
        open++;
        return true;
      }
    }

    /** Gives one slot back. */
    void release() {
      synchronized (RecordingSlots.this) {
        if (closed) {
          return;
        }
        if (held == 0) {
          throw new IllegalStateException("no slot is in use");
        }
        open--;
        if (--held == 0) {
          idleShares++;
        }
      }
    }

    /** Gives everything back: the partition belongs to others. */
    @Override
    public void close() {
      synchronized (RecordingSlots.this) {
        if (closed) {
          return;
        }
        closed = true;
        open -= held;
        if (held == 0) {
          idleShares--;
        }
      }
    }
  }
}
