package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Lane;
import org.neume.stage.testing.ExportedMeters;

@SuppressWarnings("deprecation") // the registry that Quarkus brings
@DisplayName("The meters of batches")
class ExportedMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  @DisplayName("are those that dashboards and alerts know, under these names")
  void listed() throws Exception {
    new BatchMetrics("beats", Lane.BULK, registry).computed(3, 4, 1_000_000, 30_000_000);
    assertThat(ExportedMeters.exported(registry.scrape(), "neume_"))
        .isEqualTo(ExportedMeters.listed("inference"));
  }

  @Test
  @DisplayName("tell batches of one window from fuller ones, and milliseconds from seconds")
  void buckets() {
    BatchMetrics metrics = new BatchMetrics("beats", Lane.BULK, registry);
    metrics.computed(1, 1, 1_000_000, 7_000_000);
    metrics.computed(3, 4, 1_000_000, 3_000_000_000L);
    assertThat(registry.scrape().lines())
        .contains(
            "neume_inference_batch_windows_bucket{lane=\"bulk\",model=\"beats\",le=\"1.0\",} 1.0",
            "neume_inference_batch_windows_bucket{lane=\"bulk\",model=\"beats\",le=\"4.0\",} 2.0",
            "neume_inference_compute_seconds_bucket{lane=\"bulk\",model=\"beats\",le=\"0.01\",} 1.0",
            "neume_inference_compute_seconds_bucket{lane=\"bulk\",model=\"beats\",le=\"5.0\",} 2.0",
            "neume_inference_padding_total{lane=\"bulk\",model=\"beats\",} 1.0");
  }
}
