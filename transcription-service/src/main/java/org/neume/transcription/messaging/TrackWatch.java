package org.neume.transcription.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a stream that is followed goes on, and gives it up where it does not. Goes by the clock, so
 * it decides only whether something is ever written, not what. Safe for use by many threads.
 */
final class TrackWatch implements AutoCloseable {
  private final LongSupplier blocks;
  private final Duration patience;
  private final Runnable giveUp;
  private @Nullable CompletableFuture<@Nullable Void> timer;
  private boolean closed;

  /**
   * A watch that was not begun.
   *
   * @param blocks how many blocks of the stream have come
   * @param patience how long it may then come to nothing more
   * @param giveUp called at most once, by another thread
   */
  TrackWatch(LongSupplier blocks, Duration patience, Runnable giveUp) {
    this.blocks = blocks;
    this.patience = patience;
    this.giveUp = giveUp;
  }

  /** Begins to watch a stream that has to go on within this time, and then within the patience each. */
  void begin(Duration first) {
    watch(first, blocks.getAsLong());
  }

  private synchronized void watch(Duration time, long seen) {
    if (closed) {
      return;
    }
    CompletableFuture<@Nullable Void> wait = new CompletableFuture<>();
    timer = wait;
    var unused = wait.thenRun(() -> look(seen));
    wait.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(long seen) {
    long now = blocks.getAsLong();
    if (now > seen) {
      watch(patience, now);
      return;
    }
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    giveUp.run();
  }

  /** Ends the watch; it is not begun again. */
  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
