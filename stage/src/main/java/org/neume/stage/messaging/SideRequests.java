package org.neume.stage.messaging;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What others ask of a reading thread, in order. A request is done with once it was performed, not
 * when it is begun: one that failed is performed again. Anybody may ask, one thread performs.
 */
final class SideRequests {
  private final BlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
  // Confined to the performing thread.
  private @Nullable Runnable current;

  void add(Runnable request) {
    asked.add(request);
  }

  /**
   * Performs all requests that there are. Whatever {@code how} throws is thrown on; the request that
   * it was thrown for comes first the next time.
   *
   * @param patience how long to wait for the first one
   */
  void perform(Duration patience, Consumer<Runnable> how) throws InterruptedException {
    if (current == null) {
      current = asked.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    for (Runnable next = current; next != null; next = current) {
      how.accept(next);
      current = asked.poll();
    }
  }
}
