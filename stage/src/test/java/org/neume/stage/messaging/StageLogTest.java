package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.StageLimits;
import org.neume.stage.StageListener;
import org.neume.stage.ToyStages;

@DisplayName("What a stage's log says of recordings")
class StageLogTest {
  private static final String TITLE = "Unser Lied (Demo 3).flac";
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 2, 100, 1 << 16, Duration.ofSeconds(60));

  /** A line of the log with its fields. */
  private record Line(String text, Map<String, String> fields) {}

  private final List<Line> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger("org.neume");
  private final PatternFormatter words = new PatternFormatter("%m%e");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          ExtLogRecord extended = ExtLogRecord.wrap(record);
          lines.add(new Line(words.format(extended), new TreeMap<>(extended.getMdcCopy())));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final AvroSerializer serializer = new AvroSerializer();
  private final StageMetrics metrics =
      new StageMetrics("toy", "live", new SimpleMeterRegistry(), new Budget(LIMITS));
  private final AssignedPartition partition =
      new AssignedPartition(
          new TopicPartition(Topics.AUDIO.name(), 3),
          1,
          Runnable::run,
          metrics,
          (held, offset) -> {},
          () -> {});
  private long offset = 40;

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    partition.start(
        0,
        thread ->
            ToyPartition.runner(
                LIMITS,
                record -> CompletableFuture.completedFuture(1L),
                thread,
                0,
                new PartitionListener(3, metrics, new StageLog("toy"), new StageListener() {})));
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
  }

  private void take(AudioChunk chunk) {
    partition.offer(
        new InputRecord(
            offset++,
            1_000,
            chunk.getRecordingId(),
            serializer.serialize(Topics.AUDIO.name(), chunk)),
        () -> {});
  }

  @Test
  @DisplayName("names recording, partition, offset and number of the record that a line is about")
  void fields() {
    take(ToyStages.chunk("one", 0, 1, false));
    take(ToyStages.chunk("one", 2, 1, false));
    assertThat(lines).isNotEmpty();
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.fields())
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                            "stage", "toy",
                            "recordingId", "one",
                            "partition", "3",
                            "offset", "41",
                            "sequence", "2")));
    assertThat(lines).anyMatch(line -> line.text().contains("record 1 of audio is missing"));
  }

  @Test
  @DisplayName("names nothing any more once the record was taken")
  void cleared() {
    take(ToyStages.chunk("one", 0, 1, false));
    for (String field : List.of("stage", "recordingId", "partition", "offset", "sequence")) {
      assertThat(MDC.get(field)).as(field).isNull();
    }
  }

  @Test
  @DisplayName("does not name the record of another recording that lets an abandoned one be closed")
  void another() {
    take(ToyStages.chunk("abandoned", 0, 1, false));
    partition.offer(
        new InputRecord(
            offset++,
            100_000_000,
            "other",
            serializer.serialize(Topics.AUDIO.name(), ToyStages.chunk("other", 0, 1, false))),
        () -> {});
    assertThat(lines)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.fields())
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of("stage", "toy", "recordingId", "abandoned", "partition", "3")));
  }

  @Test
  @DisplayName("never holds what a publisher says of a person's file")
  void title() {
    take(ToyStages.chunk("one", 0, 1, false));
    take(
        Streams.AUDIO.aborted(
            "one",
            "audio",
            1,
            TITLE + ": the file is damaged, convert it again",
            ToyStages.chunk("one", 0, 1, false)));
    assertThat(lines).anyMatch(line -> line.text().contains("recording one is given up"));
    assertThat(lines).noneMatch(line -> line.toString().contains("Unser Lied"));
  }

  @Test
  @DisplayName("does not repeat keys that are no recording's")
  void strangeKey() {
    String key = TITLE + "x".repeat(300);
    partition.offer(new InputRecord(offset++, 1_000, key, new byte[] {1}), () -> {});
    assertThat(lines).noneMatch(line -> line.toString().contains("Unser Lied"));
  }
}
