package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;
import org.neume.stage.ToyStages;

@DisplayName("Whoever follows a stream beside a stage's input")
class SideStreamsTest {
  private static final TopicPartition LOG = new TopicPartition(Topics.AUDIO.name(), 3);

  /** What a reader had heard when it was told that it has all. */
  private static final class Told implements SideReader<AudioChunk> {
    final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<List<Long>> all = new CompletableFuture<>();

    @Override
    public void next(AudioChunk chunk) {
      sequences.add(chunk.getSequence());
    }

    @Override
    public void failed(String cause) {
      all.completeExceptionally(new AssertionError(cause));
    }

    @Override
    public void caughtUp() {
      assertThat(all.complete(List.copyOf(sequences))).as("told once").isTrue();
    }
  }

  private final LogConsumer consumer = new LogConsumer(LOG);
  private final SideStreams<AudioChunk> streams =
      SideStreams.exact(
          LOG.topic(), Streams.AUDIO, new AvroCodec<>(LOG.topic(), AudioChunk.class, Map.of()));

  @AfterEach
  void close() {
    streams.close();
  }

  private Told follow(String id, long time) {
    Told told = new Told();
    streams.follow(new Origin(3, time), id, "audio", told);
    return told;
  }

  private static List<Long> heard(Told told) throws Exception {
    return told.all.get(10, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("is told once all of it that lay in the log has come, also where that is nothing")
  void caughtUp() throws Exception {
    for (int number = 0; number < 4; number++) {
      consumer.append(LOG, 1_000, "a", ToyStages.chunk("a", number, number, false));
      consumer.append(LOG, 1_000, "b", ToyStages.chunk("b", number, number, false));
    }
    // What ends the log is no record.
    consumer.append(LOG, 1_000, "b", (byte[]) null);
    streams.connect(() -> consumer);
    assertThat(heard(follow("a", 1_000))).containsExactly(0L, 1L, 2L, 3L);
    assertThat(heard(follow("b", 1_000))).containsExactly(0L, 1L, 2L, 3L);
    assertThat(heard(follow("nobody", 1_000))).isEmpty();
    assertThat(heard(follow("nobody", 2_000))).as("behind all that there is").isEmpty();
  }

  @Test
  @DisplayName("is told of a log without records, too")
  void empty() throws Exception {
    streams.connect(() -> consumer);
    assertThat(heard(follow("a", 1_000))).isEmpty();
  }
}
