package org.neume.stage.messaging;

import org.jspecify.annotations.Nullable;
import org.neume.stage.CommitPoint;
import org.neume.stage.PartitionRunner;

/**
 * What health and metrics may see of a partition from other threads.
 *
 * @param loading whether the tail is still being read
 * @param lastOffset the last input taken; -1 before the first
 * @param watermarkAge log time from the lowest input still needed to the last one taken, in
 *     seconds, as of the last commit
 * @param held what holds the watermark, as of the last commit, or what a partition that is still
 *     loading waits for; null if nothing does
 * @param failure why the partition stopped; null while it works
 */
record PartitionView(
    boolean loading,
    long lastOffset,
    double watermarkAge,
    @Nullable String held,
    @Nullable Throwable failure) {
  static final PartitionView LOADING = new PartitionView(true, -1, 0, null, null);

  /** The view while the tail cannot be read. */
  static PartitionView waiting(String why) {
    return new PartitionView(true, -1, 0, why, null);
  }

  /** The view after a step: what is costly to know stays as it was. */
  PartitionView next(PartitionRunner<?, ?> runner) {
    return new PartitionView(false, runner.lastOffset(), watermarkAge, held, runner.failure());
  }

  /** The view at a commit. */
  static PartitionView of(PartitionRunner<?, ?> runner, CommitPoint point) {
    double age =
        point.logTime() == CommitPoint.NO_TIME ? 0 : (runner.logTime() - point.logTime()) / 1e3;
    String held = null;
    String holder = runner.holder();
    if (holder != null) {
      held = "offset %d needed by %s for %.1f s of log time".formatted(point.offset(), holder, age);
    }
    if (runner.waiting()) {
      held =
          (held == null ? "" : held + "; ")
              + "new recordings wait until open ones end: raise neume.stage.recordings and gathered-bytes";
    }
    return new PartitionView(false, runner.lastOffset(), age, held, runner.failure());
  }
}
