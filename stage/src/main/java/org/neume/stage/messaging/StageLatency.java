package org.neume.stage.messaging;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neume.stage.InputRecord;
import org.neume.stage.StageListener.Acknowledged;

/**
 * How far behind the audio a stage is. Every record of the chain carries the time at which the broker
 * took the audio that led to it, so that the clock on the wall is read for these meters alone and for
 * nothing that is written. Safe for use by many threads.
 */
final class StageLatency {
  /** Upper bounds of the histograms: from what nobody notices to a backlog of an hour. */
  private static final Duration[] BOUNDS =
      Stream.of(
              "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT20S", "PT30S",
              "PT1M", "PT2M", "PT5M", "PT10M", "PT30M", "PT1H")
          .map(Duration::parse)
          .toArray(Duration[]::new);

  private final Clock clock;
  private final Timer eventLag;
  private final Timer endToEnd;
  private final Timer queueWait;

  StageLatency(Tags tags, MeterRegistry registry) {
    clock = registry.config().clock();
    eventLag =
        Timer.builder("neume.stage.event.lag")
            .description(
                "Time from the arrival of the audio to the application of an input made of it")
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry);
    endToEnd =
        Timer.builder("neume.end.to.end")
            .description("Time from the arrival of the audio to the acknowledgment of an output")
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry);
    queueWait =
        Timer.builder("neume.stage.queue.wait")
            .description("Time that inputs waited for their partition's thread")
            .tags(tags)
            .register(registry);
  }

  /** An input was applied. */
  void applied(InputRecord source) {
    if (source.offset() >= 0) {
      record(eventLag, source.timestamp());
    }
  }

  /** The broker holds an output. */
  void acknowledged(Acknowledged output) {
    if (output.arrival() != Acknowledged.NO_INPUT) {
      record(endToEnd, output.arrival());
    }
  }

  /** An input waited this long for its partition's thread. */
  void waited(long nanos) {
    queueWait.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** Clocks of brokers and stages differ: what seems to come from the future is of now. */
  private void record(Timer timer, long since) {
    timer.record(Math.max(0, clock.wallTime() - since), TimeUnit.MILLISECONDS);
  }
}
