package org.neume.gateway.event;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.view.Cursor;
import org.neume.gateway.view.EventWalk;
import org.neume.gateway.view.RecordingView;

/**
 * The events of one recording for one listener, from a cursor on: those that were, then those that
 * come. The listener asks for as many as it can take; for one that takes its time nothing is kept but
 * where it is. Serves one subscriber.
 */
public final class EventFlow implements Flow.Publisher<Event> {
  /**
   * What all flows share.
   *
   * @param events makes events
   * @param executor reads records and hands events over
   * @param clock wakes silent and slow listeners
   * @param heartbeat how long a stream is silent before a sign of life
   * @param slow how long a listener may take nothing while something waits for it
   */
  public record Setup(
      EventFactory events,
      Executor executor,
      ScheduledExecutorService clock,
      Duration heartbeat,
      Duration slow) {}

  private static final Logger LOG = Logger.getLogger(EventFlow.class);

  private final Setup setup;
  private final RecordingView view;
  private final Cursor from;
  private final BooleanSupplier over;
  private final Runnable closed;
  private final Runnable cut;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * A flow that has not begun.
   *
   * @param from where the listener was
   * @param over whether the flow ends once nothing is left to tell
   * @param closed runs once when the flow has ended, however it ended
   * @param cut ends the connection of a listener that takes nothing: an orderly end would wait behind what
   *     it has not taken
   */
  public EventFlow(
      Setup setup,
      RecordingView view,
      Cursor from,
      BooleanSupplier over,
      Runnable closed,
      Runnable cut) {
    this.cut = cut;
    this.setup = setup;
    this.view = view;
    this.from = from;
    this.over = over;
    this.closed = closed;
  }

  /** Ends what nobody has subscribed to; of no effect otherwise. */
  public void abandon() {
    if (taken.compareAndSet(false, true)) {
      closed.run();
    }
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Event> subscriber) {
    if (!taken.compareAndSet(false, true)) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onComplete();
      return;
    }
    Running running = new Running(subscriber, new EventWalk(view, from));
    subscriber.onSubscribe(running);
    running.begin();
  }

  /** For one who comes too late. */
  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long more) {
      // There is nothing.
    }

    @Override
    public void cancel() {
      // There is nothing.
    }
  }

  private final class Running implements Flow.Subscription {
    private final Flow.Subscriber<? super Event> subscriber;
    private final EventWalk walk;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private final Runnable wake = this::wake;
    private volatile boolean ended;
    private volatile long lastSent = System.nanoTime();
    private volatile @Nullable ScheduledFuture<?> timer;
    // Made, but not yet asked for: something waits.
    private volatile @Nullable Event waiting;

    Running(Flow.Subscriber<? super Event> subscriber, EventWalk walk) {
      this.subscriber = subscriber;
      this.walk = walk;
    }

    void begin() {
      view.listen(wake);
      long period = Math.max(1, setup.heartbeat().toMillis() / 3);
      timer =
          setup.clock().scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
      if (ended) {
        letGo();
      }
      wake();
    }

    @Override
    public void request(long more) {
      demand.accumulateAndGet(more, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
      wake();
    }

    @Override
    public void cancel() {
      end();
    }

    private void wake() {
      if (!ended && work.getAndIncrement() == 0) {
        setup.executor().execute(this::drain);
      }
    }

    private void drain() {
      int seen = work.get();
      do {
        try {
          send();
        } catch (RuntimeException e) {
          if (end()) {
            subscriber.onError(e);
          }
        }
        seen = work.addAndGet(-seen);
      } while (seen != 0 && !ended);
    }

    private void send() {
      while (!ended) {
        if (waiting == null) {
          waiting = next();
        }
        Event event = waiting;
        if (event == null) {
          if (over.getAsBoolean() && (waiting = next()) == null && end()) {
            subscriber.onComplete();
          }
          if (waiting == null) {
            return;
          }
        } else if (demand.get() > 0) {
          demand.decrementAndGet();
          waiting = null;
          lastSent = System.nanoTime();
          subscriber.onNext(event);
        } else {
          return;
        }
      }
    }

    private @Nullable Event next() {
      for (EventWalk.Step step = walk.next(); step != null; step = walk.next()) {
        EventFactory.Content content = setup.events().of(view, step.place(), step.offset());
        if (!content.name().isEmpty()) {
          return new Event(step.cursor().toString(), content.name(), content.data());
        }
      }
      return null;
    }

    private void tick() {
      long silent = System.nanoTime() - lastSent;
      boolean stuck = waiting != null && demand.get() == 0;
      if (stuck && silent > setup.slow().toNanos()) {
        if (end()) {
          LOG.infof("a listener to %s takes nothing and is let go", view.recordingId());
          cut.run();
          subscriber.onComplete();
        }
      } else if (!stuck && silent >= setup.heartbeat().toNanos() * 2 / 3 && demand.get() > 0) {
        beat();
      }
    }

    /** A sign of life in its turn: nothing else is being sent. */
    private void beat() {
      if (work.compareAndSet(0, 1)) {
        if (!ended && demand.get() > 0) {
          demand.decrementAndGet();
          lastSent = System.nanoTime();
          subscriber.onNext(Event.HEARTBEAT);
        }
        if (work.getAndSet(0) > 1) {
          wake();
        }
      }
    }

    private boolean end() {
      synchronized (this) {
        if (ended) {
          return false;
        }
        ended = true;
      }
      letGo();
      closed.run();
      return true;
    }

    private void letGo() {
      view.unlisten(wake);
      ScheduledFuture<?> ticking = timer;
      if (ticking != null) {
        ticking.cancel(false);
      }
    }
  }
}
