package org.neume.cli.chain;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.util.Optional;
import java.util.function.Consumer;
import org.neume.stage.messaging.StageShells;

/**
 * Looks every second whether a stage of this process had to stop, as an orchestrator asks a pod
 * whether it is alive.
 */
final class ServiceWatch {
  private static final long PAUSE_MILLIS = 1000;

  private ServiceWatch() {}

  /**
   * Begins to look, on a thread of its own that ends with the services.
   *
   * @param onStop told once, in one line, what stopped, why, and what to do
   */
  static void start(Consumer<String> onStop) {
    Thread thread = new Thread(() -> watch(onStop), "service-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(Consumer<String> onStop) {
    ArcContainer container = Arc.container();
    while (container != null && container.isRunning()) {
      Optional<String> stopped = container.instance(StageShells.class).get().stopped();
      if (stopped.isPresent()) {
        onStop.accept(
            stopped.get().replaceFirst("\\.$", "")
                + "; mend the cause and start again: with --data it goes on where it stopped");
        return;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
