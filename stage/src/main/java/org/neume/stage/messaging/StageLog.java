package org.neume.stage.messaging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What a stage says in its log of recordings: which, where and why, and never what a person calls them.
 * Safe for use by many threads.
 */
final class StageLog {
  private static final Logger LOG = Logger.getLogger(StageLog.class);
  private static final long WARN_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String stage;
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - WARN_AGAIN_NANOS - 1);

  StageLog(String stage) {
    this.stage = stage;
  }

  /** New recordings have to wait. */
  void waiting(int partition, String recordingId) {
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last > WARN_AGAIN_NANOS && lastWarning.compareAndSet(last, now)) {
      LogContext context = LogContext.of(stage, partition, recordingId);
      try {
        LOG.warnf(
            "%s: %s and others wait in the log until open recordings end:"
                + " raise neume.stage.recordings and gathered-bytes if there is memory, or start another replica",
            stage, recordingId);
      } finally {
        context.leave();
      }
    }
  }

  /** Records are missing. */
  void gap(int partition, String recordingId) {
    LogContext context = LogContext.of(stage, partition, recordingId);
    try {
      LOG.warnf("%s: records of %s are missing from the log", stage, recordingId);
    } finally {
      context.leave();
    }
  }

  /** A recording is complete. */
  void completed(int partition, String recordingId) {
    if (LOG.isDebugEnabled()) {
      LogContext context = LogContext.of(stage, partition, recordingId);
      try {
        LOG.debugf("%s: %s is complete", stage, recordingId);
      } finally {
        context.leave();
      }
    }
  }

  /**
   * A recording is given up.
   *
   * @param here whether the cause is this stage's own; a publisher's may name a person's file
   */
  void failed(int partition, String recordingId, String cause, boolean here) {
    LogContext context = LogContext.of(stage, partition, recordingId);
    try {
      if (here) {
        LOG.warnf("recording %s is given up: %s", recordingId, cause);
      } else {
        LOG.warnf(
            "%s: recording %s is given up, its status in neume.status says why",
            stage, recordingId);
      }
    } finally {
      context.leave();
    }
  }
}
