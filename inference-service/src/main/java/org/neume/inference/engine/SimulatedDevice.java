package org.neume.inference.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A device that takes the same time for every batch, one batch at a time. Safe for many threads. */
final class SimulatedDevice {
  private final ReentrantLock busy = new ReentrantLock(true);
  private final long nanos;

  /** A device that takes this long for a batch. */
  SimulatedDevice(Duration perBatch) {
    nanos = perBatch.toNanos();
  }

  /** Waits for the device, and then for as long as a batch takes; uses no processor meanwhile. */
  void compute() {
    busy.lock();
    try {
      long end = System.nanoTime() + nanos;
      boolean interrupted = false;
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
        // Otherwise it would not park again.
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    } finally {
      busy.unlock();
    }
  }
}
