package org.neume.stage.messaging;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Runs tasks one at a time and in order on the threads of a pool: a partition's thread. It starts
 * suspended. Safe for use by many threads.
 */
final class SerialExecutor implements Executor {
  private static final Logger LOG = Logger.getLogger(SerialExecutor.class);
  private static final long IDLE = 0;

  private final Executor pool;
  private final Runnable afterEach;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean suspended = true;
  private boolean scheduled;
  private volatile long busySince = IDLE;

  /**
   * A suspended executor.
   *
   * @param afterEach called after each task on its thread; must not throw
   */
  SerialExecutor(Executor pool, Runnable afterEach) {
    this.pool = pool;
    this.afterEach = afterEach;
  }

  @Override
  public synchronized void execute(Runnable task) {
    tasks.addLast(task);
    schedule();
  }

  /** Runs a task before all that are waiting. */
  synchronized void executeNext(Runnable task) {
    tasks.addFirst(task);
    schedule();
  }

  /** Starts with this task, then runs what was given before. */
  synchronized void resume(Runnable first) {
    tasks.addFirst(first);
    suspended = false;
    schedule();
  }

  /** Nanoseconds for which the current task has been running; 0 between tasks. */
  long busyNanos(long now) {
    long since = busySince;
    return since == IDLE ? 0 : now - since;
  }

  private void schedule() {
    if (!suspended && !scheduled && !tasks.isEmpty()) {
      scheduled = true;
      pool.execute(this::runNext);
    }
  }

  private void runNext() {
    Runnable task;
    synchronized (this) {
      task = tasks.pollFirst();
    }
    if (task != null) {
      long now = System.nanoTime();
      busySince = now == IDLE ? 1 : now;
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a task of a partition failed", e);
      } finally {
        busySince = IDLE;
        afterEach.run();
      }
    }
    synchronized (this) {
      scheduled = false;
      schedule();
    }
  }
}
