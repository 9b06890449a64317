package org.neume.inference.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neume.inference.model.BatchObserver;
import org.neume.schemas.Lane;

/** One model's meters, all named {@code neume.inference.*} and tagged with the model and the lane. */
final class BatchMetrics implements BatchObserver {
  /** Upper bounds of the histograms: a GPU's milliseconds to a busy CPU's minute. */
  private static final Duration[] BOUNDS =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
          .map(millis -> Duration.ofMillis(millis))
          .toArray(Duration[]::new);

  private final DistributionSummary size;
  private final Timer wait;
  private final Timer compute;
  private final Counter padding;
  private final Counter failed;

  BatchMetrics(String model, Lane lane, MeterRegistry registry) {
    Tags tags = Tags.of("model", model, "lane", lane.text());
    size =
        DistributionSummary.builder("neume.inference.batch.windows")
            .description("Windows per batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .tags(tags)
            .register(registry);
    wait =
        Timer.builder("neume.inference.queue.wait")
            .description("How long the oldest window of a batch waited")
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry);
    compute =
        Timer.builder("neume.inference.compute")
            .description("How long the network took for a batch")
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry);
    padding =
        Counter.builder("neume.inference.padding")
            .description("Windows computed only to fill a batch")
            .tags(tags)
            .register(registry);
    failed =
        Counter.builder("neume.inference.windows.failed")
            .description("Windows that could not be computed")
            .tags(tags)
            .register(registry);
  }

  @Override
  public void computed(int windows, int batchSize, long waitNanos, long computeNanos) {
    size.record(windows);
    wait.record(waitNanos, TimeUnit.NANOSECONDS);
    compute.record(computeNanos, TimeUnit.NANOSECONDS);
    padding.increment(batchSize - windows);
  }

  @Override
  public void failed() {
    failed.increment();
  }
}
