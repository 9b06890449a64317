package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.OutputRecord;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.ToyStages;

@DisplayName("How far a stage is behind the audio")
class StageLatencyTest {
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  private final AvroSerializer serializer = new AvroSerializer();
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final ArrayDeque<Runnable> acknowledgments = new ArrayDeque<>();
  private final List<OutputRecord> sent = new ArrayList<>();
  private final PartitionRunner<AudioChunk, FeatureBlock> runner =
      ToyPartition.runner(
          LIMITS,
          record -> {
            sent.add(record);
            CompletableFuture<Long> written = new CompletableFuture<>();
            long offset = sent.size();
            acknowledgments.add(() -> written.complete(offset));
            return written;
          },
          Runnable::run,
          0,
          new StageMetrics("toy", "live", registry, new Budget(LIMITS)));
  private long offset;

  private void take(String recording, int sequence, boolean last, long arrivalMillis) {
    AudioChunk chunk = ToyStages.chunk(recording, sequence, sequence + 1, last);
    runner.accept(
        new InputRecord(
            offset++, arrivalMillis, recording, serializer.serialize(Topics.AUDIO.name(), chunk)));
  }

  private void acknowledge() {
    while (!acknowledgments.isEmpty()) {
      acknowledgments.removeFirst().run();
    }
  }

  private void wallTime(long millis) {
    clock.add(millis - clock.wallTime(), TimeUnit.MILLISECONDS);
  }

  private Timer timer(String name) {
    return registry.get(name).tags("stage", "toy", "lane", "live").timer();
  }

  private double seconds(String name) {
    return timer(name).totalTime(TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("is the age of the inputs' audio when they are applied")
  void eventLag() {
    wallTime(9_000);
    take("one", 0, false, 4_000);
    assertThat(seconds("neume.stage.event.lag")).isEqualTo(5);
    wallTime(9_500);
    take("one", 1, false, 7_500);
    assertThat(seconds("neume.stage.event.lag")).isEqualTo(7);
    assertThat(timer("neume.stage.event.lag").count()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "is, end to end, the age of the last audio that an output needs when the broker has it")
  void endToEnd() {
    wallTime(2_000);
    for (int i = 0; i < 4; i++) {
      take("one", i, i == 3, 1_000);
    }
    acknowledge();
    long outputs = sent.stream().filter(r -> r.kind() == OutputRecord.Kind.OUTPUT).count();
    assertThat(outputs).isPositive();
    assertThat(timer("neume.end.to.end").count()).isEqualTo(outputs);
    assertThat(seconds("neume.end.to.end")).isEqualTo(outputs * 1.0);
  }

  @Test
  @DisplayName("says nothing of the ends of recordings that somebody abandoned hours ago")
  void stalled() {
    wallTime(1_000);
    take("abandoned", 0, false, 1_000);
    acknowledge();
    long before = timer("neume.end.to.end").count();
    wallTime(7_200_000);
    take("other", 0, false, 7_200_000);
    acknowledge();
    assertThat(sent)
        .as("the abandoned recording is closed")
        .anyMatch(r -> "abandoned".equals(r.key()) && r.kind() == OutputRecord.Kind.OUTPUT);
    assertThat(timer("neume.end.to.end").count()).isEqualTo(before);
    assertThat(timer("neume.end.to.end").max(TimeUnit.SECONDS)).isLessThan(1);
    assertThat(timer("neume.stage.event.lag").count()).isEqualTo(2);
  }

  @Test
  @DisplayName("is not less than nothing where clocks differ")
  void clocksDiffer() {
    wallTime(1_000);
    take("one", 0, false, 1_750);
    assertThat(timer("neume.stage.event.lag").count()).isEqualTo(1);
    assertThat(seconds("neume.stage.event.lag")).isZero();
  }

  @Test
  @DisplayName("changes nothing that is written")
  void pure() {
    List<String> today = written(1_000);
    List<String> inYears = written(200_000_000_000L);
    assertThat(today).isNotEmpty().isEqualTo(inYears);
  }

  private static List<String> written(long wallTime) {
    StageLatencyTest run = new StageLatencyTest();
    run.wallTime(wallTime);
    for (int i = 0; i < 7; i++) {
      run.take("one", i, i == 6, 1_000 + 10 * i);
      run.acknowledge();
    }
    return run.sent.stream()
        .map(r -> r.kind() + " " + r.timestamp() + " " + Arrays.hashCode(r.value()))
        .toList();
  }
}
