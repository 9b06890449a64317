package org.neume.stage.messaging;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.stage.CommitPoint;
import org.neume.stage.InputRecord;
import org.neume.stage.PartitionRunner;
import org.neume.stage.RetryLaterException;

/**
 * One partition that this replica holds, from its assignment to its revocation. Inputs wait until
 * the tail is read. Safe for use by many threads; the runner sees only the partition's thread.
 */
final class AssignedPartition {
  /** Makes the channel read a partition again from an offset on. */
  interface Seeker {
    void seek(AssignedPartition partition, long offset);
  }

  private static final Logger LOG = Logger.getLogger(AssignedPartition.class);
  private static final long NOT_SEEKING = Long.MAX_VALUE;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LAST_RETRY_MILLIS = 30_000;

  /**
   * An input on its way to the runner since a time of the clock, whether it is passed over, and what to do
   * once it was taken.
   */
  private record Offered(InputRecord record, boolean foreign, Runnable taken, long since) {}

  private final TopicPartition partition;
  private final int generation;
  private final SerialExecutor thread;
  private final StageMetrics metrics;
  private final Seeker seeker;
  private final Runnable changed;
  private final AtomicBoolean resuming = new AtomicBoolean();
  private final AtomicBoolean usingRoom = new AtomicBoolean();
  // While the channel goes back, records above this offset are of before and come again.
  private long before = NOT_SEEKING;
  // More than one only while the first cannot be read yet; confined to the partition's thread.
  private final ArrayDeque<Offered> offered = new ArrayDeque<>();
  private long retryMillis = FIRST_RETRY_MILLIS;
  private volatile @Nullable PartitionRunner<?, ?> runner;
  // What is below was taken by those before.
  private volatile long first;
  private volatile boolean full;
  private volatile boolean waiting;
  private volatile boolean wantsRoom;
  private volatile boolean revoked;
  private volatile PartitionView view = PartitionView.LOADING;

  /**
   * A partition whose tail is still being read.
   *
   * @param generation the group generation of the assignment; records of earlier ones are stale
   * @param seeker goes back in the input for recordings that had to wait
   * @param changed called whenever there may be room again
   */
  AssignedPartition(
      TopicPartition partition,
      int generation,
      Executor pool,
      StageMetrics metrics,
      Seeker seeker,
      Runnable changed) {
    this.partition = partition;
    this.generation = generation;
    this.metrics = metrics;
    this.seeker = seeker;
    this.changed = changed;
    thread = new SerialExecutor(pool, this::afterEach);
  }

  TopicPartition topicPartition() {
    return partition;
  }

  int number() {
    return partition.partition();
  }

  int generation() {
    return generation;
  }

  boolean full() {
    return full;
  }

  PartitionView view() {
    return view;
  }

  long busyNanos() {
    return thread.busyNanos(System.nanoTime());
  }

  /**
   * Goes to work with a runner made on the partition's thread.
   *
   * @param from the offset of the first input that is to be read
   */
  void start(long from, Function<Executor, PartitionRunner<?, ?>> open) {
    first = from;
    thread.resume(
        () -> {
          if (!revoked) {
            runner = open.apply(thread);
          }
        });
  }

  /** Queues an input; the action runs when it was taken. */
  void offer(InputRecord record, Runnable taken) {
    queue(record, false, taken);
  }

  /** Queues a record that is another lane's, to be passed over; the action runs when it was. */
  void pass(InputRecord record, Runnable passed) {
    queue(record, true, passed);
  }

  private void queue(InputRecord record, boolean foreign, Runnable taken) {
    long since = System.nanoTime();
    thread.execute(
        () -> {
          offered.addLast(new Offered(record, foreign, taken, since));
          if (offered.size() == 1) {
            takeOffered();
          }
        });
  }

  /** Takes what was offered, in order, as far as it can be read now. */
  private void takeOffered() {
    while (!offered.isEmpty()) {
      Offered first = offered.getFirst();
      LogContext context = LogContext.of(metrics.stage(), number(), first.record());
      try {
        if (!take(first)) {
          return;
        }
      } finally {
        context.leave();
      }
      retryMillis = FIRST_RETRY_MILLIS;
      offered.removeFirst();
      first.taken().run();
    }
  }

  /** Takes an input; false if that has to be tried again, for which a time is set. */
  private boolean take(Offered first) {
    PartitionRunner<?, ?> open = runner;
    if (open == null || revoked) {
      return true;
    }
    long waited = System.nanoTime() - first.since();
    try {
      accept(open, first);
      metrics.waited(waited);
      return true;
    } catch (RetryLaterException e) {
      LOG.warnf(
          "partition %d waits %d ms with offset %d: %s",
          number(), retryMillis, first.record().offset(), e.getMessage());
      CompletableFuture.delayedExecutor(retryMillis, TimeUnit.MILLISECONDS, thread)
          .execute(this::takeOffered);
      retryMillis = Math.min(2 * retryMillis, LAST_RETRY_MILLIS);
      return false;
    }
  }

  /** Goes on with outputs, and back to recordings in the log, that waited, if there is room now. */
  void resumeIfRoom() {
    PartitionRunner<?, ?> open = runner;
    if (wantsRoom && open != null && open.mayUseRoom() && usingRoom.compareAndSet(false, true)) {
      thread.executeNext(this::useRoom);
    }
    if (waiting && open != null && open.mayResume() && resuming.compareAndSet(false, true)) {
      thread.executeNext(this::resume);
    }
  }

  /**
   * What the log had from an offset on was forgotten by its retention, so reading goes on here.
   *
   * @param begin the offset of the first record that there still is
   */
  void forgotten(long begin) {
    thread.execute(
        () -> {
          if (begin > before) {
            before = NOT_SEEKING;
          }
        });
  }

  /** The commit point, ahead of all queued inputs; completes with null if there is none. */
  CompletableFuture<@Nullable CommitPoint> commitPoint() {
    CompletableFuture<@Nullable CommitPoint> point = new CompletableFuture<>();
    if (runner == null) {
      point.complete(null);
    } else {
      thread.executeNext(
          () -> {
            PartitionRunner<?, ?> open = runner;
            point.complete(open == null ? null : weighed(open));
          });
    }
    return point;
  }

  private @Nullable CommitPoint weighed(PartitionRunner<?, ?> open) {
    try {
      // This comes every so often, also where no input does.
      open.weigh();
      CommitPoint now = open.commitPoint();
      if (now != null) {
        view = PartitionView.of(open, now);
      }
      return now;
    } catch (RuntimeException | Error e) {
      // The other partitions' commits must not wait for ever for what does not come.
      open.giveUp(e);
      return null;
    }
  }

  /** Notes what the log holds beyond the inputs taken. */
  void observe(long logEnd) {
    PartitionView seen = view;
    if (!seen.loading() && !revoked) {
      long next = Math.max(first, seen.lastOffset() + 1);
      metrics.partition(number(), Math.max(0, logEnd - next), seen.watermarkAge());
    }
  }

  /** What keeps the partition from being taken over; before {@link #start}, on one thread with it. */
  void waits(String why) {
    view = PartitionView.waiting(why);
  }

  /**
   * Lets go of the partition; nothing of it is committed from here on.
   *
   * @param left runs once the step that it may be in is over: nothing is sent from then on
   */
  void revoke(Runnable left) {
    revoked = true;
    // Also where it never started: what was queued has to be counted off.
    thread.resume(
        () -> {
          PartitionRunner<?, ?> open = runner;
          runner = null;
          try {
            if (open != null) {
              open.close();
            }
          } finally {
            left.run();
          }
          takeOffered();
        });
  }

  private void useRoom() {
    usingRoom.set(false);
    PartitionRunner<?, ?> open = runner;
    if (open != null && !revoked) {
      open.useRoom();
    }
  }

  private void resume() {
    resuming.set(false);
    PartitionRunner<?, ?> open = runner;
    if (open == null || revoked) {
      return;
    }
    long last = open.lastOffset();
    OptionalLong again = open.resume();
    if (again.isPresent()) {
      before = last;
      seeker.seek(this, again.getAsLong());
    }
  }

  private void accept(PartitionRunner<?, ?> open, Offered offer) {
    InputRecord record = offer.record();
    if (record.offset() > before) {
      return;
    }
    before = NOT_SEEKING;
    try {
      if (offer.foreign()) {
        open.pass(record.offset());
      } else {
        open.accept(record);
      }
    } catch (RetryLaterException e) {
      throw e;
    } catch (Throwable e) {
      // Not a recording's fault, or the machinery would have ended the recording.
      open.giveUp(e);
    }
  }

  private void afterEach() {
    PartitionRunner<?, ?> open = runner;
    if (open != null) {
      full = !open.hasRoom();
      waiting = open.waiting();
      wantsRoom = open.wantsRoom();
      Throwable failure = open.failure();
      if (failure != null && view.failure() == null) {
        LOG.errorf(
            failure,
            "partition %d stops, for its outputs cannot be written: mend the cause and restart",
            number());
      }
      view = view.next(open);
    }
    changed.run();
  }
}
