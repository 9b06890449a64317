package org.neume.inference.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.neume.inference.model.BatchObserver;

/** One model's meters, all named {@code neume.inference.*} and tagged with the model. */
final class BatchMetrics implements BatchObserver {
  private final DistributionSummary size;
  private final Timer wait;
  private final Timer compute;
  private final Counter padding;
  private final Counter failed;

  BatchMetrics(String model, MeterRegistry registry) {
    size =
        DistributionSummary.builder("neume.inference.batch.windows")
            .description("Windows per batch")
            .tag("model", model)
            .register(registry);
    wait =
        Timer.builder("neume.inference.queue.wait")
            .description("How long the oldest window of a batch waited")
            .tag("model", model)
            .register(registry);
    compute =
        Timer.builder("neume.inference.compute")
            .description("How long the network took for a batch")
            .tag("model", model)
            .register(registry);
    padding =
        Counter.builder("neume.inference.padding")
            .description("Windows computed only to fill a batch")
            .tag("model", model)
            .register(registry);
    failed =
        Counter.builder("neume.inference.windows.failed")
            .description("Windows that could not be computed")
            .tag("model", model)
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
