package org.neume.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.inference.engine.DeviceSetting;

@DisplayName("The plan of replicas")
class ScalePlanTest {
  @Test
  @DisplayName("keeps more windows waiting than its phases can take")
  void enough() {
    ScalePlan plan =
        new ScalePlan(
            DeviceSetting.of("simulated:200ms"),
            2,
            List.of(1, 2, 4, 8),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));
    assertThat(plan.windowsPerSecond()).isCloseTo(10, within(1e-9));
    assertThat(plan.windows()).isGreaterThan((1 + 2 + 4 + 8) * 30 * 10L);
  }
}
