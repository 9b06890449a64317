package org.neume.media.confined;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.neume.media.MediaException;

/**
 * Ends a decoding process that takes too long: by what it computes, and by how long a reader waits for it.
 * Looks four times a second, in a thread of its own that ends with the process. Safe for use by many
 * threads.
 */
final class DecoderGuard {
  private static final long LOOK_MILLIS = 250;
  private static final String REMEDY = "convert the file to wav or flac first, or raise the limit";

  private final Process process;
  private final String name;
  private final ConfinementLimits limits;
  private final AtomicReference<@Nullable MediaException> verdict = new AtomicReference<>();
  // All guarded by this object's monitor; nanoseconds of System.nanoTime.
  private boolean reading;
  private boolean starving;
  private long since;
  private long waited;

  DecoderGuard(Process process, String name, ConfinementLimits limits) {
    this.process = process;
    this.name = name;
    this.limits = limits;
    Thread thread = new Thread(this::watch, "decoder-guard");
    thread.setDaemon(true);
    thread.start();
  }

  /** A reader begins to wait for samples. */
  synchronized void readingBegins() {
    reading = true;
    since = System.nanoTime();
  }

  /** The reader has got something. */
  synchronized void readingEnds() {
    settle();
    reading = false;
  }

  /** The process may be waiting for input that is not there yet, which is not its fault. */
  synchronized void inputAwaited() {
    settle();
    starving = true;
  }

  /** The process has input again. */
  synchronized void inputArrived() {
    since = System.nanoTime();
    starving = false;
  }

  /** Ends the process for a reason; the first reason stays. */
  void end(MediaException reason) {
    verdict.compareAndSet(null, reason);
    process.destroyForcibly();
  }

  /** Why the process was ended from here; null if it was not. */
  @Nullable MediaException verdict() {
    return verdict.get();
  }

  private void settle() {
    if (reading && !starving) {
      waited += System.nanoTime() - since;
    }
    since = System.nanoTime();
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        MediaException reason = excess();
        if (reason != null) {
          end(reason);
          return;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private @Nullable MediaException excess() {
    Duration computed = process.info().totalCpuDuration().orElse(Duration.ZERO);
    if (computed.compareTo(limits.processorTime()) > 0) {
      return tooSlow(
          "takes more than " + Texts.of(limits.processorTime()) + " of computing to decode");
    }
    synchronized (this) {
      long now = reading && !starving ? System.nanoTime() - since : 0;
      if (now > limits.silence().toNanos()) {
        return tooSlow("its decoder gave nothing for " + Texts.of(limits.silence()));
      }
      if (waited + now > limits.waiting().toNanos()) {
        return tooSlow("its decoder was waited for " + Texts.of(limits.waiting()) + " in all");
      }
    }
    return null;
  }

  private MediaException tooSlow(String problem) {
    return new MediaException(MediaException.Kind.TOO_SLOW, name, problem, REMEDY);
  }
}
