package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.ToyStages;

@DisplayName("What operators see of a watermark")
class PartitionViewTest {
  private static final long START = 1_000_000;
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  private final AvroSerializer serializer = new AvroSerializer();
  private long written;
  private long offset;
  private final PartitionRunner<AudioChunk, FeatureBlock> runner =
      ToyPartition.runner(
          LIMITS, record -> CompletableFuture.completedFuture(written++), Runnable::run, START);

  private PartitionView take(String recording, int sequence, boolean last, double seconds) {
    AudioChunk chunk = ToyStages.chunk(recording, sequence, 1, last);
    runner.accept(
        new InputRecord(
            offset++,
            START + Math.round(seconds * 1_000),
            recording,
            serializer.serialize(Topics.AUDIO.name(), chunk)));
    return PartitionView.of(runner, Objects.requireNonNull(runner.commitPoint()));
  }

  @Test
  @DisplayName("is which recording holds it, from which offset, and for how long in log time")
  void holder() {
    PartitionView view = take("done", 0, true, 1);
    assertThat(view.held()).isNull();
    assertThat(view.watermarkAge()).isZero();
    take("slow", 0, false, 2);
    take("fast", 0, false, 4);
    // Everything before "slow" is done; log time stood at 1 s before it came, and is 12.5 s now.
    view = take("fast", 1, true, 12.5);
    assertThat(view.held()).isEqualTo("offset 1 needed by slow for 11.5 s of log time");
    assertThat(view.watermarkAge()).isEqualTo(11.5);
    view = take("slow", 1, true, 13);
    assertThat(view.held()).isNull();
    assertThat(view.watermarkAge()).isZero();
  }

  @Test
  @DisplayName("is let go when the recording that holds it stalls")
  void stalled() {
    take("abandoned", 0, false, 1);
    PartitionView view = take("live", 0, false, 50);
    assertThat(view.held()).startsWith("offset 0 needed by abandoned");
    assertThat(view.watermarkAge()).isEqualTo(50);
    view = take("live", 1, false, 62);
    assertThat(view.held()).isEqualTo("offset 1 needed by live for 61.0 s of log time");
  }

  @Test
  @DisplayName("is also that new recordings wait for a slot, and what raises their number")
  void waiting() {
    take("one", 0, false, 1);
    take("two", 0, false, 2);
    PartitionView view = take("three", 0, true, 3);
    assertThat(view.held())
        .contains("needed by one")
        .endsWith(
            "new recordings wait until open ones end: raise neume.stage.recordings and gathered-bytes");
  }

  @Test
  @DisplayName("is its age as a gauge of its partition, until another replica has it")
  void gauge() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    StageMetrics metrics = new StageMetrics("toy", "live", registry, new Budget(LIMITS));
    take("slow", 0, false, 2);
    PartitionView view = take("slow", 1, false, 9);
    metrics.partition(3, 4, view.watermarkAge());
    assertThat(
            registry
                .get("neume.stage.watermark.age")
                .tags("stage", "toy", "partition", "3")
                .gauge()
                .value())
        .isEqualTo(9);
    assertThat(registry.get("neume.stage.backlog.records").tag("partition", "3").gauge().value())
        .isEqualTo(4);
    metrics.forget(3);
    assertThat(registry.find("neume.stage.watermark.age").gauge()).isNull();
  }
}
