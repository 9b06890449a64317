package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.stage.DeadLetter;
import org.neume.stage.ToyStages;
import org.neume.stage.testing.TestBroker;
import org.neume.stage.testing.TopicReader;

/**
 * Every stop there can be, with a real broker: before and after each record is written, each
 * acknowledgement is heard and each commit is made. Every partition sees one stop, so that one
 * broker serves the whole sweep.
 */
@DisplayName("A partition on a broker")
class CrashPointSweepIT {
  private static final int PARTITIONS = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long START = System.currentTimeMillis();

  /** Three recordings interleaved, one of them abandoned; and one that is refused. */
  private static Map<Long, AudioChunk> inputs() {
    Map<Long, AudioChunk> inputs = new TreeMap<>();
    long time = START;
    for (int i = 0; i < 4; i++) {
      inputs.put(time += 1_000, ToyStages.chunk("first", i, i + 1, i == 3));
      if (i < 3) {
        inputs.put(time += 1_000, ToyStages.chunk("abandoned", i, i + 21, false));
      }
      inputs.put(time += 1_000, ToyStages.chunk("second", i, i + 41, i == 3));
      if (i == 2) {
        inputs.put(time += 1_000, ToyStages.chunk("refused", 0, ToyStages.poison(), true));
      }
    }
    time += 120_000;
    inputs.put(time, ToyStages.chunk("third", 0, 9, true));
    return inputs;
  }

  @Test
  @DisplayName("gives the same bytes wherever its owner was stopped")
  void everyPoint() throws Exception {
    try (TestBroker broker = TestBroker.start(PARTITIONS);
        Life.Clients clients = Life.Clients.of(broker.bootstrap())) {
      publish(broker.bootstrap());
      int points;
      try (Life undisturbed = new Life(clients, 0, Integer.MAX_VALUE)) {
        undisturbed.live();
        points = undisturbed.events();
      }
      // Every record is sent and acknowledged; how many commits are made meanwhile depends on time.
      assertThat(points).isBetween(2 * (15 + 10 + 1), PARTITIONS - 1);
      for (int point = 0; point < points; point++) {
        try (Life stopped = new Life(clients, point + 1, point)) {
          stopped.live();
          assertThat(stopped.crashed()).isTrue();
        }
        try (Life successor = new Life(clients, point + 1, Integer.MAX_VALUE)) {
          successor.live();
        }
      }
      compare(broker.bootstrap(), points);
    }
  }

  private static void publish(String bootstrap) throws Exception {
    List<Future<RecordMetadata>> written = new ArrayList<>();
    AvroSerializer serializer = new AvroSerializer();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                (Object) bootstrap,
                "delivery.timeout.ms",
                "600000",
                "request.timeout.ms",
                "300000",
                "max.block.ms",
                "600000",
                // A slow broker's answer is waited for: a request that is sent again may be refused
                // as
                // out of order for ever.
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int target = partition;
        inputs()
            .forEach(
                (time, chunk) ->
                    written.add(
                        producer.send(
                            new ProducerRecord<>(
                                Topics.AUDIO.name(),
                                target,
                                time,
                                chunk.getRecordingId(),
                                serializer.serialize(Topics.AUDIO.name(), chunk)))));
      }
      for (Future<RecordMetadata> record : written) {
        record.get();
      }
    }
  }

  private static void compare(String bootstrap, int points) {
    try (TopicReader reader = new TopicReader(bootstrap)) {
      var outputs = byPartition(reader, Topics.FEATURES.name());
      var statuses = byPartition(reader, Topics.STATUS.name());
      var letters = byPartition(reader, Topics.DEAD_LETTERS.name());
      // first, second, abandoned, refused, third
      assertThat(outputs.get(0)).hasSize(4 + 4 + 3 + 2 + 2);
      for (int partition = 1; partition <= points; partition++) {
        String where = "stopped at event " + (partition - 1);
        assertSame(Streams.FEATURES, outputs.get(partition), outputs.get(0), where);
        assertSame(Streams.STATUS, statuses.get(partition), statuses.get(0), where);
        assertThat(letters.get(partition)).as(where).isNotEmpty();
        for (ConsumerRecord<String, byte[]> letter : letters.get(partition)) {
          assertThat(letter.value()).as(where).isEqualTo(letters.get(0).get(0).value());
          assertThat(letter.headers().lastHeader(DeadLetter.OFFSET).value())
              .isEqualTo(letters.get(0).get(0).headers().lastHeader(DeadLetter.OFFSET).value());
        }
      }
    }
  }

  private static Map<Integer, List<ConsumerRecord<String, byte[]>>> byPartition(
      TopicReader reader, String topic) {
    int[] quiet = {0};
    int[] size = {-1};
    Map<Integer, List<ConsumerRecord<String, byte[]>>> partitions = new HashMap<>();
    reader
        .until(
            topic,
            PATIENCE,
            r -> {
              quiet[0] = r.size() == size[0] ? quiet[0] + 1 : 0;
              size[0] = r.size();
              return quiet[0] > 10;
            })
        .forEach(r -> partitions.computeIfAbsent(r.partition(), p -> new ArrayList<>()).add(r));
    return partitions;
  }

  private static <T> void assertSame(
      StreamType<T> type,
      List<ConsumerRecord<String, byte[]>> actual,
      List<ConsumerRecord<String, byte[]>> expected,
      String where) {
    Map<String, List<byte[]>> streams = TopicReader.streams(type, actual);
    Map<String, List<byte[]>> truth = TopicReader.streams(type, expected);
    assertThat(streams.keySet()).as(where).isEqualTo(truth.keySet());
    truth.forEach(
        (name, bytes) ->
            assertThat(streams.get(name)).as(where + ", " + name).containsExactlyElementsOf(bytes));
  }

  static TopicPartition input(int partition) {
    return new TopicPartition(Topics.AUDIO.name(), partition);
  }
}
