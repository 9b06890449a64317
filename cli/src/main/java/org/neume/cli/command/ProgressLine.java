package org.neume.cli.command;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Sums up how far several recordings are, in one line, a few times a second. Thread-safe. */
final class ProgressLine {
  private static final long INTERVAL_NANOS = 200_000_000L;

  private final Terminal terminal;
  private final int files;
  private final Map<String, Double> seconds = new ConcurrentHashMap<>();
  private final AtomicLong finished = new AtomicLong();
  private final AtomicLong shown = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);
  private final AtomicLong changed = new AtomicLong(System.nanoTime());
  private final long start = System.nanoTime();

  ProgressLine(Terminal terminal, int files) {
    this.terminal = terminal;
    this.files = files;
  }

  /** A recording is decided up to here. */
  void decided(String recording, double upTo) {
    seconds.merge(recording, upTo, Math::max);
    changed.set(System.nanoTime());
    show();
  }

  /** Some work was done that is not yet a decision. */
  void alive() {
    changed.set(System.nanoTime());
  }

  /** A recording has ended. */
  void finished() {
    finished.incrementAndGet();
    changed.set(System.nanoTime());
    show();
  }

  /** Seconds since anything happened. */
  double idleSeconds() {
    return (System.nanoTime() - changed.get()) / 1e9;
  }

  private void show() {
    long now = System.nanoTime();
    long last = shown.get();
    if (now - last < INTERVAL_NANOS || !shown.compareAndSet(last, now)) {
      return;
    }
    double audio = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    double wall = (now - start) / 1e9;
    terminal.progress(
        "%d of %d files, %d:%02d of audio, %.0f times real time"
            .formatted(finished.get(), files, (long) audio / 60, (long) audio % 60, audio / wall));
  }
}
