package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;

@DisplayName("A stream that was recorded before")
class RecordedStreamsTest {
  private static final TopicPartition LOG = new TopicPartition(Topics.BEATS.name(), 3);
  private static final Origin ORIGIN = new Origin(3, 1_000);

  /** What a reader was told. */
  private static final class Told implements SideReader<BeatBlock> {
    final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public void next(BeatBlock block) {
      if (block.getFirstFrame() < 0) {
        throw new InvalidInputException("block %d is damaged".formatted(block.getSequence()));
      }
      sequences.add(block.getSequence());
      if (block.getEnd() != End.OPEN) {
        end.complete("ended");
      }
    }

    @Override
    public void failed(String cause) {
      end.complete(cause);
    }

    String await() throws Exception {
      return end.get(10, TimeUnit.SECONDS);
    }
  }

  private final LogConsumer consumer = new LogConsumer(LOG);
  private final Queue<LogConsumer> clients = new ArrayDeque<>(List.of(consumer));
  private final RecordedStreams<BeatBlock> streams =
      new RecordedStreams<>(
          LOG.topic(), Streams.BEATS, new AvroCodec<>(LOG.topic(), BeatBlock.class, Map.of()));

  @AfterEach
  void close() {
    streams.close();
  }

  private static void write(
      LogConsumer to, long time, String id, String stream, int number, End end) {
    to.append(LOG, time, id, block(id, stream, number, 0, end));
  }

  private static BeatBlock block(String id, String stream, int number, long first, End end) {
    return BeatBlock.newBuilder()
        .setRecordingId(id)
        .setStream(stream)
        .setSequence(number)
        .setFirstFrame(first)
        .setFrameCount(10)
        .setFrameRate(100)
        .setBeats(List.of())
        .setTempi(List.of())
        .setResume(ByteBuffer.allocate(0))
        .setProvenance("test")
        .setEnd(end)
        .build();
  }

  /** A stream of five records, a second apart, among others' and damaged ones. */
  private static void write(LogConsumer to) {
    write(to, 400, "r", "beats", 0, End.COMPLETE);
    for (int number = 0; number < 5; number++) {
      long time = 1_000 + 1_000L * number;
      write(to, time, "other", "beats", number, End.OPEN);
      write(to, time, "r", "beats@1", number, End.OPEN);
      write(to, time, "r", "beats", number, number == 4 ? End.COMPLETE : End.OPEN);
      // Repeats, and what is no record of the chain.
      write(to, time, "r", "beats", Math.max(0, number - 1), End.OPEN);
      to.append(LOG, time, "r", new byte[] {1, 2, 3});
      to.append(LOG, time, "r", (byte[]) null);
    }
  }

  private static void waitFor(Told told, int records) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (told.sequences.size() < records && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(told.sequences).hasSize(records);
  }

  private Told read(String id, String stream) {
    Told told = new Told();
    streams.read(ORIGIN, id, stream, told);
    return told;
  }

  @Test
  @DisplayName("is handed over in order, each record once, from its time to its end")
  void whole() throws Exception {
    write(consumer);
    Told asked = read("r", "beats");
    streams.connect(clients::remove);
    assertThat(asked.await()).isEqualTo("ended");
    assertThat(asked.sequences).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(consumer.sought(LOG)).as("what lies before its time is not read").isEqualTo(1);
    Told again = read("r", "beats");
    assertThat(again.await()).isEqualTo("ended");
    assertThat(again.sequences).hasSize(5);
  }

  @Test
  @DisplayName("is found in another lane's topic where that is its own")
  void otherLane() throws Exception {
    TopicPartition bulk = new TopicPartition("beats.of.others", LOG.partition());
    LogConsumer both = new LogConsumer(LOG, bulk);
    both.updatePartitions(
        bulk.topic(), List.of(new PartitionInfo(bulk.topic(), bulk.partition(), null, null, null)));
    write(both, 1_000, "other", "beats", 0, End.COMPLETE);
    both.append(bulk, 1_000, "r", block("r", "beats", 0, 0, End.OPEN));
    both.append(bulk, 2_000, "r", block("r", "beats", 1, 0, End.COMPLETE));
    RecordedStreams<BeatBlock> lanes =
        new RecordedStreams<>(
            LOG.topic(),
            List.of("there.is.no.such", bulk.topic()),
            Streams.BEATS,
            new AvroCodec<>(LOG.topic(), BeatBlock.class, Map.of()));
    try (lanes) {
      lanes.connect(() -> both);
      Told here = new Told();
      lanes.read(ORIGIN, "other", "beats", here);
      assertThat(here.await()).isEqualTo("ended");
      Told there = new Told();
      lanes.read(ORIGIN, "r", "beats", there);
      assertThat(there.await()).isEqualTo("ended");
      assertThat(there.sequences).containsExactly(0L, 1L);
      Told nowhere = new Told();
      lanes.read(ORIGIN, "x", "beats", nowhere);
      assertThat(nowhere.await()).contains("is not in neume.beats any more");
    }
  }

  @Test
  @DisplayName("that is not there, has not ended, or lacks a record fails, and no other does")
  void lacking() throws Exception {
    write(consumer);
    write(consumer, 8_000, "gap", "beats", 0, End.OPEN);
    write(consumer, 9_000, "gap", "beats", 2, End.COMPLETE);
    streams.connect(clients::remove);
    assertThat(read("gone", "beats").await()).contains("not in neume.beats any more");
    Told open = read("r", "beats@1");
    assertThat(open.await()).contains("has not ended in neume.beats");
    assertThat(open.sequences).hasSize(5);
    assertThat(read("gap", "beats").await()).contains("record 1 of beats").contains("2 came");
    assertThat(read("r", "beats").await()).isEqualTo("ended");
  }

  @Test
  @DisplayName("that nothing was added to for hours of log time is not looked for any longer")
  void silence() throws Exception {
    write(consumer, 1_000, "r", "beats", 0, End.OPEN);
    long later = 2_000 + RecordedStreams.SILENCE.toMillis();
    write(consumer, later, "other", "beats", 0, End.OPEN);
    write(consumer, later, "r", "beats", 1, End.COMPLETE);
    streams.connect(clients::remove);
    Told told = read("r", "beats");
    assertThat(told.await()).contains("has not ended");
    assertThat(told.sequences).containsExactly(0L);
  }

  @Test
  @DisplayName("whose reader refuses a record ends there, and the next is read")
  void refused() throws Exception {
    consumer.append(LOG, 1_000, "r", block("r", "beats", 0, -1, End.OPEN));
    write(consumer, 2_000, "s", "beats", 0, End.COMPLETE);
    streams.connect(clients::remove);
    assertThat(read("r", "beats").await()).isEqualTo("block 0 is damaged");
    assertThat(read("s", "beats").await()).isEqualTo("ended");
  }

  @Test
  @DisplayName("is read on with another client where one fails, and nothing of it twice")
  void anotherClient() throws Exception {
    for (int number = 0; number < 3; number++) {
      write(consumer, 1_000, "r", "beats", number, End.OPEN);
    }
    LogConsumer second = new LogConsumer(LOG);
    write(second);
    clients.add(second);
    // The log says more records than the first client can give.
    consumer.updateEndOffsets(Map.of(LOG, 30L));
    Told told = new Told();
    streams.read(ORIGIN, "r", "beats", told);
    streams.connect(clients::remove);
    waitFor(told, 3);
    consumer.failOnce(new KafkaException("the broker is gone"));
    assertThat(told.await()).isEqualTo("ended");
    assertThat(told.sequences).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  @DisplayName("is not waited for by who closes the reading")
  void closing() throws Exception {
    write(consumer, 1_000, "r", "beats", 0, End.OPEN);
    // The log says more records than the client can give.
    consumer.updateEndOffsets(Map.of(LOG, 30L));
    Told told = read("r", "beats");
    streams.connect(clients::remove);
    waitFor(told, 1);
    long start = System.nanoTime();
    streams.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(told.end).isNotDone();
  }
}
