package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stage's settings")
class StageConfigTest {
  @Test
  @DisplayName("have these defaults under these names")
  void defaults() {
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(StageConfig.class)
            .build();
    StageConfig stage = config.getConfigMapping(StageConfig.class);
    assertThat(stage.pendingRecords()).isEqualTo(512);
    assertThat(stage.pendingBytes().asLongValue()).isEqualTo(32L << 20);
    assertThat(stage.pendingRecordsPerRecording()).isEqualTo(64);
    assertThat(stage.queuedRecords()).isEqualTo(64);
    assertThat(stage.recordings()).isEqualTo(64);
    assertThat(stage.remembered()).isEqualTo(10_000);
    assertThat(stage.gatheredBytes().asLongValue()).isEqualTo(128L << 20);
    assertThat(stage.limits().gatheredBytes()).isEqualTo(128L << 20);
    assertThat(stage.stallAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(stage.commitInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(stage.threads()).isZero();
    assertThat(stage.stuckAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(stage.limits().recordBytes()).isEqualTo(256 * 1024 - 2_048);
    assertThat(config.getPropertyNames())
        .contains(
            "neume.stage.pending-records",
            "neume.stage.pending-bytes",
            "neume.stage.pending-records-per-recording",
            "neume.stage.queued-records",
            "neume.stage.recordings",
            "neume.stage.gathered-bytes",
            "neume.stage.remembered",
            "neume.stage.stall-after",
            "neume.stage.commit-interval",
            "neume.stage.threads",
            "neume.stage.stuck-after");
  }
}
