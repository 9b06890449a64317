package org.neume.stage.messaging;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Lets a process that was told to end take two minutes at most. Where a call into native code never
 * returns its orderly end would wait for ever; and a container's health check may ask the first process
 * to end, but the kernel does not let it kill that one.
 */
@ApplicationScoped
public class ShutdownLimit {
  /** The exit status of a process that did not end by itself. */
  static final int STATUS = 70;

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long LOG_MILLIS = 2_000;
  private static final Logger LOG = Logger.getLogger(ShutdownLimit.class);

  void start(@Observes StartupEvent event) {
    // Tests and development mode end applications in a process that lives on.
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      install(LIMIT);
    }
  }

  /** Gives the end of this process so much time, from when it is told to end. */
  static void install(Duration limit) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> begin(limit), "shutdown-limit-registration"));
  }

  private static void begin(Duration limit) {
    // No hook itself: the end of the process would wait for it.
    Thread thread = new Thread(() -> halt(limit), "shutdown-limit");
    thread.setDaemon(true);
    thread.start();
  }

  private static void halt(Duration limit) {
    try {
      Thread.sleep(limit.toMillis());
    } catch (InterruptedException e) {
      return;
    }
    Thread saying = new Thread(() -> say(limit), "shutdown-limit-log");
    saying.setDaemon(true);
    try {
      saying.start();
      // What hangs may be what takes the log.
      saying.join(LOG_MILLIS);
    } catch (InterruptedException e) {
      // It ends in any case.
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  private static void say(Duration limit) {
    LOG.errorf(
        "the process did not end within %d s of being told to and is stopped hard; nothing that the broker acknowledged is lost",
        limit.toSeconds());
  }
}
