package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;
import org.neume.stage.Budget;
import org.neume.stage.StageLimits;
import org.neume.stage.testing.ExportedMeters;

@SuppressWarnings("deprecation") // the registry that Quarkus brings
@DisplayName("A stage's meters")
class ExportedMetersTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private String scrape() {
    Budget budget = new Budget(LIMITS);
    StageMetrics metrics = new StageMetrics("toy", "bulk", registry, budget);
    metrics.watch(
        new StageShell(
            "toy", budget, metrics, Runnable::run, 10, new LaneFilter(Lane.LIVE, false)));
    metrics.partition(3, 4, 5);
    return registry.scrape();
  }

  @Test
  @DisplayName("are those that dashboards and alerts know, under these names")
  void listed() throws Exception {
    assertThat(ExportedMeters.exported(scrape(), "neume_"))
        .isEqualTo(ExportedMeters.listed("stage"));
  }

  @Test
  @DisplayName("say of which stage and lane they are, and of which partition where there is one")
  void labels() {
    assertThat(scrape().lines().filter(line -> line.startsWith("neume_")))
        .isNotEmpty()
        .allMatch(line -> line.contains("stage=\"toy\"") && line.contains("lane=\"bulk\""))
        .anyMatch(
            line ->
                line.startsWith("neume_stage_backlog_records{") && line.contains("partition=\"3\""))
        .anyMatch(
            line ->
                line.startsWith("neume_stage_partitions{") && line.contains("state=\"working\""))
        .anyMatch(
            line ->
                line.startsWith("neume_end_to_end_seconds_bucket{")
                    && line.contains("le=\"60.0\""));
  }
}
