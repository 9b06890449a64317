package org.neume.inference.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.neume.inference.model.BatchComputation.Request;

/**
 * One model's bounded queue of windows, of all recordings, and the workers that compute them in
 * batches of one shape.
 *
 * <p>Guarantees: windows of one shape are taken in the order in which they came; what a window
 * gives does not depend on its batch mates, as only batch sizes are used for which that was
 * measured; at most the limits wait, and who brings more waits until there is room.
 *
 * <p>Safe for use by many threads. Results complete on the workers' threads; a worker that submits
 * is never made to wait, as nobody else would make room.
 */
public final class Batcher implements WindowRunner {
  private final BatchLimits limits;
  private final Map<Integer, BatchSizes> sizesByFrames;
  private final ModelManifest manifest;
  private final NetworkEngine engine;
  private final BatchObserver observer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Request> queue = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private long queuedBytes;
  private boolean closed;

  Batcher(
      ModelManifest manifest,
      NetworkEngine engine,
      Map<Integer, BatchSizes> sizesByFrames,
      BatchLimits limits,
      BatchObserver observer) {
    this.manifest = manifest;
    this.engine = engine;
    this.sizesByFrames = Map.copyOf(sizesByFrames);
    this.limits = limits;
    this.observer = observer;
  }

  /** Starts the workers. */
  void start() {
    for (int i = 0; i < limits.workers(); i++) {
      Thread worker = new Thread(this::work, "inference-" + manifest.name() + "-" + i);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  @Override
  public CompletableFuture<float[]> run(NetworkInput input) {
    Request request = new Request(input, new CompletableFuture<>(), System.nanoTime());
    lock.lock();
    try {
      while (!closed && full(input) && !workers.contains(Thread.currentThread())) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return request.result();
      }
      queue.add(request);
      queuedBytes += input.bytes();
      changed.signalAll();
      return request.result();
    } finally {
      lock.unlock();
    }
  }

  /** Windows that wait. */
  public int queued() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops the workers after their running batches. Windows that still wait, or come later, are never
   * completed: a failure would end their recordings, though the next owner of their partition goes
   * on with them.
   *
   * @param patience how long to wait for running batches, at most
   * @return whether all workers have stopped; if not, they still use the engine
   */
  boolean stop(Duration patience) {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      queuedBytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive() && worker != Thread.currentThread() && end - System.nanoTime() > 0) {
        try {
          worker.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return workers.stream().allMatch(it -> !it.isAlive() || it == Thread.currentThread());
  }

  private boolean full(NetworkInput input) {
    return !queue.isEmpty()
        && (queue.size() >= limits.queueWindows()
            || queuedBytes + input.bytes() > limits.queueBytes());
  }

  private void work() {
    for (List<Request> batch = take(); !batch.isEmpty(); batch = take()) {
      new BatchComputation(manifest, engine, sizesFor(batch.get(0)), observer).compute(batch);
    }
  }

  /** The next batch; empty when closed. */
  private List<Request> take() {
    lock.lock();
    try {
      while (true) {
        Request oldest = queue.peek();
        if (closed) {
          return List.of();
        }
        if (oldest == null) {
          changed.awaitUninterruptibly();
          continue;
        }
        long left = limits.maxDelay().toNanos() - (System.nanoTime() - oldest.submittedNanos());
        int most = most(oldest);
        int waiting = sameShape(oldest, most);
        if (waiting >= most || left <= 0) {
          return remove(oldest, sizesFor(oldest).next(waiting, most, limits.maxPadding()));
        }
        try {
          left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
          // Nobody interrupts a worker to stop it: stop() does. The next turn looks again.
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private BatchSizes sizesFor(Request request) {
    return sizesByFrames.getOrDefault(request.input().frames(), new BatchSizes(List.of(1)));
  }

  private int most(Request oldest) {
    long byBytes = Math.max(1, limits.maxBatchBytes() / Math.max(1, oldest.input().bytes()));
    int bySize = Math.min(limits.maxWindows(), sizesFor(oldest).largest());
    return (int) Math.min(byBytes, bySize);
  }

  private int sameShape(Request oldest, int most) {
    return (int)
        queue.stream()
            .filter(request -> request.input().frames() == oldest.input().frames())
            .limit(most)
            .count();
  }

  private List<Request> remove(Request oldest, int size) {
    List<Request> batch = new ArrayList<>(size);
    for (Iterator<Request> all = queue.iterator(); all.hasNext() && batch.size() < size; ) {
      Request request = all.next();
      if (request.input().frames() == oldest.input().frames()) {
        batch.add(request);
        queuedBytes -= request.input().bytes();
        all.remove();
      }
    }
    changed.signalAll();
    return batch;
  }
}
