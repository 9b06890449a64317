package org.neume.cli.chain;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether nothing of a recording has come for a while, where nothing tells whether more will. Time
 * does not count while what is in the topics already is still being read. Confined to one thread.
 */
final class Quiet {
  static final Duration AFTER = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private long last;

  /** A recording that something has just come of, by a clock in nanoseconds. */
  Quiet(LongSupplier nanos) {
    this.nanos = nanos;
    last = nanos.getAsLong();
  }

  /** Something has come, or may be among what is still read. */
  void broken() {
    last = nanos.getAsLong();
  }

  boolean lastsLong() {
    return nanos.getAsLong() - last > AFTER.toNanos();
  }
}
