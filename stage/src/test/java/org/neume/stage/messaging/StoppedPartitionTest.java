package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.StageLimits;
import org.neume.stage.ToyStages;

@DisplayName("A stage whose outputs are refused")
class StoppedPartitionTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  private CompletionStage<Long> written = CompletableFuture.completedFuture(0L);

  @Test
  @DisplayName("says which partition stopped and why, and nothing before")
  void says() {
    Budget budget = new Budget(LIMITS);
    StageMetrics metrics = new StageMetrics("toy", "live", new SimpleMeterRegistry(), budget);
    StageShell shell =
        new StageShell("toy", budget, metrics, Runnable::run, 10, new LaneFilter(Lane.LIVE, false));
    shell.assigned(List.of(new TopicPartition(Topics.AUDIO.name(), 0)), 1, (p, offset) -> {});
    shell.start(0, 1, 0, thread -> ToyPartition.runner(LIMITS, record -> written, thread, 0));
    offer(shell, 0);
    assertThat(shell.stopped()).isEmpty();
    written =
        CompletableFuture.failedFuture(new TopicAuthorizationException("no right to write here"));
    for (int sequence = 1; sequence < 5; sequence++) {
      offer(shell, sequence);
    }
    assertThat(shell.stopped()).hasValue("partition 0 stopped: no right to write here");
  }

  private static void offer(StageShell shell, int sequence) {
    byte[] chunk =
        new AvroSerializer()
            .serialize(Topics.AUDIO.name(), ToyStages.chunk("one", sequence, 1, false));
    Objects.requireNonNull(shell.partition(0))
        .offer(new InputRecord(sequence, 0, "one", chunk), () -> {});
  }
}
