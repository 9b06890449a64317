package org.neume.cli.deadletter;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Holds a publisher to so many seconds of audio a second. Confined to one thread. */
final class Pacer {
  private final double rate;
  private final LongSupplier nanos;
  private final LongConsumer sleep;
  private long begin;
  private boolean begun;
  private double seconds;

  /**
   * One that holds to a rate from the first audio on.
   *
   * @param rate times real time; 0 for no limit
   */
  Pacer(double rate) {
    this(rate, System::nanoTime, LockSupport::parkNanos);
  }

  /** The same by another clock. */
  Pacer(double rate, LongSupplier nanos, LongConsumer sleep) {
    this.rate = rate;
    this.nanos = nanos;
    this.sleep = sleep;
  }

  /** Waits until all audio before has had its time, and counts this. */
  void pass(double audioSeconds) {
    if (!begun) {
      begun = true;
      begin = nanos.getAsLong();
    }
    if (rate > 0) {
      long due = begin + (long) (seconds / rate * 1e9);
      for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
        sleep.accept(left);
      }
    }
    seconds += audioSeconds;
  }
}
