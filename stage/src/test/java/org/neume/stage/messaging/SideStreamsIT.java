package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.stage.Origin;
import org.neume.stage.SideReader;
import org.neume.stage.ToyStages;
import org.neume.stage.testing.TestBroker;

@DisplayName("A topic of a live broker that is read beside a stage's input")
class SideStreamsIT {
  // The topics forget records by their time stamps, so these must not be old.
  private static final long NOW = System.currentTimeMillis();
  private static final long MINUTE = 60_000;

  private static TestBroker broker;
  private static KafkaProducer<String, byte[]> producer;

  private static final class Heard implements SideReader<AudioChunk> {
    final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void next(AudioChunk chunk) {
      sequences.add(chunk.getSequence());
    }

    @Override
    public void failed(String cause) {
      failures.add(cause);
    }

    void awaits(int count) throws InterruptedException {
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (sequences.size() < count && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(sequences).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(sequences.get(i)).isEqualTo(i);
      }
      assertThat(failures).isEmpty();
    }
  }

  @BeforeAll
  static void start() {
    broker = TestBroker.start(2);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", (Object) broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  private static AvroCodec<AudioChunk> codec() {
    return new AvroCodec<>(Topics.AUDIO.name(), AudioChunk.class, Map.of());
  }

  private static void write(int partition, String id, int sequence, long time)
      throws ExecutionException, InterruptedException {
    producer
        .send(
            new ProducerRecord<>(
                Topics.AUDIO.name(),
                partition,
                time,
                id,
                codec().encode(ToyStages.chunk(id, sequence, sequence, false))))
        .get();
  }

  private static SideStreams<AudioChunk> streams() {
    SideStreams<AudioChunk> streams =
        new SideStreams<>(Topics.AUDIO.name(), Streams.AUDIO, codec());
    streams.connect(Map.of("bootstrap.servers", broker.bootstrap()));
    return streams;
  }

  @Test
  @DisplayName(
      "gives each follower its stream from the start: written before or after, far back, in any partition, and again after a restart")
  void follows() throws Exception {
    for (int i = 0; i < 300; i++) {
      write(0, "old", i, NOW - 500 * MINUTE + i);
    }
    write(0, "foreign", 0, NOW - 90 * MINUTE);
    producer
        .send(
            new ProducerRecord<>(
                Topics.AUDIO.name(), 0, NOW - 80 * MINUTE, "junk", new byte[] {1, 2}))
        .get();
    for (int i = 0; i < 5; i++) {
      write(0, "before", i, NOW + i);
      write(1, "elsewhere", i, NOW + i);
    }
    for (int life = 0; life < 2; life++) {
      try (SideStreams<AudioChunk> streams = streams()) {
        Heard before = new Heard();
        Heard after = new Heard();
        Heard elsewhere = new Heard();
        Heard old = new Heard();
        streams.follow(new Origin(0, NOW + 10 * MINUTE), "before", "audio", before);
        before.awaits(5 + 2 * life);
        streams.follow(new Origin(0, NOW), "after" + life, "audio", after);
        // Its input came eight hours after its beginning here: further back than its time tells.
        streams.follow(new Origin(0, NOW + 20 * MINUTE), "old", "audio", old);
        var left = streams.follow(new Origin(1, NOW), "elsewhere", "audio", elsewhere);
        elsewhere.awaits(5);
        left.close();
        for (int i = 0; i < 3; i++) {
          write(0, "after" + life, i, NOW + MINUTE);
        }
        after.awaits(3);
        write(0, "before", 5 + 2 * life, NOW + MINUTE);
        // A stage that was stopped repeats itself.
        write(0, "before", 5 + 2 * life, NOW + MINUTE);
        write(0, "before", 6 + 2 * life, NOW + MINUTE);
        before.awaits(7 + 2 * life);
        old.awaits(300 + life);
        write(0, "old", 300 + life, NOW + 2 * MINUTE);
        old.awaits(301 + life);
      }
    }
  }

  @Test
  @DisplayName("is read from known times on and not before them, forth and back")
  void exact() throws Exception {
    // Before its time: what ends every stream of the recording, meant for an earlier one of its
    // name.
    producer
        .send(
            new ProducerRecord<>(
                Topics.AUDIO.name(),
                1,
                NOW + 30 * MINUTE,
                "exact",
                codec().encode(Streams.AUDIO.aborted("exact", Streams.EVERY, 0, "refused", null))))
        .get();
    for (int i = 0; i < 3; i++) {
      write(1, "exact", i, NOW + 31 * MINUTE);
    }
    for (int i = 0; i < 3; i++) {
      write(1, "later", i, NOW + 32 * MINUTE);
    }
    try (SideStreams<AudioChunk> streams =
        SideStreams.exact(Topics.AUDIO.name(), Streams.AUDIO, codec())) {
      streams.connect(Map.of("bootstrap.servers", broker.bootstrap()));
      Heard later = new Heard();
      Heard exact = new Heard();
      Heard again = new Heard();
      var left = streams.follow(new Origin(1, NOW + 32 * MINUTE), "later", "audio", later);
      later.awaits(3);
      left.close();
      streams.follow(new Origin(1, NOW + 31 * MINUTE), "exact", "audio", exact);
      exact.awaits(3);
      streams.follow(new Origin(1, NOW + 31 * MINUTE), "exact", "audio", again);
      again.awaits(3);
    }
  }

  @Test
  @DisplayName("tells the follower of a stream with a gap")
  void gap() throws Exception {
    try (SideStreams<AudioChunk> streams = streams()) {
      Heard heard = new Heard();
      streams.follow(new Origin(1, NOW), "gappy", "audio", heard);
      write(1, "gappy", 0, NOW);
      write(1, "gappy", 2, NOW);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (heard.failures.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(heard.failures)
          .singleElement()
          .asString()
          .contains("record 1 of audio is missing");
      assertThat(heard.sequences).containsExactly(0L);
    }
  }
}
