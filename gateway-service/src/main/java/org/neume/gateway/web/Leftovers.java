package org.neume.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.neume.gateway.intake.LeastPace;

/**
 * Reads what is left of a refused body, for a moment: a client that is still sending hears an answer only once
 * all is read. What comes too slowly for that ends with its connection. Safe for use by many threads.
 */
final class Leftovers {
  private static final Logger LOG = Logger.getLogger(Leftovers.class);
  private static final int PIECE = 64 << 10;

  private final Duration most;
  private final Duration grace;
  private final Semaphore places;

  /**
   * Reads nothing yet.
   *
   * @param most how long a body is read
   * @param grace how long the answer may take behind that, before the connection is ended
   * @param atOnce bodies that are read at the same time; each holds a thread. Others are answered at once
   */
  Leftovers(Duration most, Duration grace, int atOnce) {
    this.most = most;
    this.grace = grace;
    this.places = new Semaphore(atOnce);
  }

  /**
   * Reads a body to its end, or for as long as may be.
   *
   * @param cut ends the connection; runs on the clock, and only where the end of the body has not come
   */
  void read(InputStream body, ScheduledExecutorService clock, Runnable cut) {
    if (!places.tryAcquire()) {
      return;
    }
    Future<?> end = clock.schedule(cut, most.plus(grace).toMillis(), TimeUnit.MILLISECONDS);
    try {
      if (isRead(new LeastPace(grace).of(body))) {
        end.cancel(false);
      }
    } catch (IOException | LeastPace.TooSlowException e) {
      LOG.debug("the rest of a refused body did not come", e);
    } finally {
      places.release();
    }
  }

  /** Reads nothing of a body, and ends its connection when the answer has had its time. */
  void leave(ScheduledExecutorService clock, Runnable cut) {
    var unused = clock.schedule(cut, grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isRead(InputStream body) throws IOException {
    long deadline = System.nanoTime() + most.toNanos();
    byte[] piece = new byte[PIECE];
    while (System.nanoTime() < deadline) {
      if (body.read(piece) < 0) {
        return true;
      }
    }
    return false;
  }
}
