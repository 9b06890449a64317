package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.StageLimits;
import org.neume.stage.ToyStages;

@DisplayName("A partition that was taken over at offset 1,000")
class AssignedPartitionTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));
  private static final long FROM = 1_000;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AssignedPartition partition =
      new AssignedPartition(
          new TopicPartition(Topics.AUDIO.name(), 3),
          1,
          Runnable::run,
          new StageMetrics("toy", "live", meters, new Budget(LIMITS)),
          (held, offset) -> {},
          () -> {});

  @BeforeEach
  void start() {
    partition.start(
        FROM,
        thread ->
            ToyPartition.runner(
                LIMITS, record -> CompletableFuture.completedFuture(1L), thread, 0));
  }

  private double backlog(long logEnd) {
    partition.observe(logEnd);
    return meters.get("neume.stage.backlog.records").gauge().value();
  }

  private void take(long offset, int sequence) {
    byte[] chunk =
        new AvroSerializer()
            .serialize(Topics.AUDIO.name(), ToyStages.chunk("one", sequence, 1, false));
    partition.offer(new InputRecord(offset, 0, "one", chunk), () -> {});
  }

  @Test
  @DisplayName("has no backlog where the log ends there, though it has taken nothing itself yet")
  void idle() {
    assertThat(backlog(FROM)).isZero();
  }

  @Test
  @DisplayName("has what lies from there to the log's end for a backlog, and less with each input")
  void behind() {
    assertThat(backlog(FROM + 10)).isEqualTo(10);
    take(FROM, 0);
    take(FROM + 1, 1);
    assertThat(backlog(FROM + 10)).isEqualTo(8);
  }
}
