package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.stage.DeadLetter;
import org.neume.stage.ToyStages;
import org.neume.stage.testing.BrokerResource;
import org.neume.stage.testing.TopicReader;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@DisplayName("A stage behind a broker")
class StageShellTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject MeterRegistry meters;
  @Inject @org.eclipse.microprofile.health.Readiness StageReadiness readiness;
  @Inject @org.eclipse.microprofile.health.Liveness StageLiveness liveness;

  @Test
  @DisplayName("writes outputs to the input's partition, says how recordings ended, commits behind")
  void endToEnd() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicReader reader = new TopicReader(bootstrap);
        Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
      for (int i = 0; i < 20; i++) {
        publish(producer, 1, ToyStages.chunk("one", i, i + 1, i == 19));
        publish(producer, 2, ToyStages.chunk("two", i, i + 2, i == 19));
        publish(producer, 2, ToyStages.chunk("open", i, i + 3, false));
        // The broker stamps a batch as a whole: apart, so that log time goes on.
        producer.flush();
        Thread.sleep(2);
      }
      publish(producer, 1, ToyStages.chunk("bad", 0, ToyStages.poison(), false));
      producer.send(new ProducerRecord<>(Topics.AUDIO.name(), 0, "junk", new byte[] {7}));
      producer.flush();

      // two statuses each of one, two, bad and junk, and the start of open
      List<ConsumerRecord<String, byte[]>> statuses =
          reader.until(Topics.STATUS.name(), PATIENCE, r -> r.size() >= 9);
      assertThat(TopicReader.streams(Streams.STATUS, statuses))
          .containsOnlyKeys("one/toy", "two/toy", "open/toy", "bad/toy", "junk/toy");
      List<ConsumerRecord<String, byte[]>> outputs =
          reader.until(Topics.FEATURES.name(), PATIENCE, r -> r.size() >= 17 * 2 + 2 + 9 + 6 + 1);
      assertThat(outputs)
          .allSatisfy(
              r ->
                  assertThat(r.partition())
                      .as(r.key())
                      .isEqualTo(Map.of("two", 2, "open", 2, "junk", 0).getOrDefault(r.key(), 1)));
      assertThat(TopicReader.streams(Streams.FEATURES, outputs).get("one/by-two")).hasSize(10);
      List<ConsumerRecord<String, byte[]>> letters =
          reader.until(Topics.DEAD_LETTERS.name(), PATIENCE, r -> r.size() >= 2);
      assertThat(letters)
          .extracting(
              r ->
                  new String(
                      r.headers().lastHeader(DeadLetter.CAUSE).value(), StandardCharsets.UTF_8))
          .anySatisfy(c -> assertThat(c).contains("poison"))
          .anySatisfy(c -> assertThat(c).contains("cannot be read"));
      assertThat(letters)
          .filteredOn(r -> r.key().equals("junk"))
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.value()).containsExactly(7);
                assertThat(r.headers().toArray())
                    .extracting(Header::key)
                    .contains("neume-cause", "neume-stage");
                assertThat(header(r, DeadLetter.TOPIC)).isEqualTo(Topics.AUDIO.name());
                assertThat(header(r, DeadLetter.PARTITION)).isEqualTo("0");
                assertThat(header(r, DeadLetter.OFFSET)).isEqualTo("0");
                assertThat(header(r, DeadLetter.STAGE)).isEqualTo("toy");
              });

      Map<TopicPartition, OffsetAndMetadata> committed =
          awaitCommit(admin, new TopicPartition(Topics.AUDIO.name(), 1), 21);
      assertThat(committed.get(new TopicPartition(Topics.AUDIO.name(), 2)).offset())
          .as("the open recording holds the watermark at its first input still needed")
          .isBetween(1L, 39L);
      assertThat(meters.get("neume.stage.recordings.waits").counter().count())
          .as("\"open\" has to wait in the log for \"two\"")
          .isPositive();
      assertThat(meters.get("neume.stage.recordings.open").gauge().value()).isEqualTo(1);
      assertThat(meters.get("neume.stage.repeats.dropped").counter().count()).isZero();
      assertThat(meters.get("neume.stage.recordings.completed").counter().count()).isEqualTo(2);
      assertThat(meters.get("neume.stage.dead.letters").counter().count()).isEqualTo(2);
      assertThat(meters.get("neume.stage.watermark.age").tag("partition", "2").gauge().value())
          .isPositive();
      assertThat(readiness.call().getStatus().name()).isEqualTo("UP");
      assertThat(readiness.call().getData().orElseThrow().get("toy-2").toString())
          .contains("needed by open");
      assertThat(liveness.call().getStatus().name()).isEqualTo("UP");
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static Map<TopicPartition, OffsetAndMetadata> awaitCommit(
      Admin admin, TopicPartition partition, long offset) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<TopicPartition, OffsetAndMetadata> committed;
    do {
      Thread.sleep(200);
      committed = admin.listConsumerGroupOffsets("neume-toy").partitionsToOffsetAndMetadata().get();
    } while (System.nanoTime() < deadline
        && (!committed.containsKey(partition) || committed.get(partition).offset() < offset));
    assertThat(committed.get(partition).offset()).isEqualTo(offset);
    return committed;
  }

  private static void publish(
      KafkaProducer<String, byte[]> producer, int partition, AudioChunk chunk) {
    byte[] value = new AvroSerializer().serialize(Topics.AUDIO.name(), chunk);
    producer.send(
        new ProducerRecord<>(Topics.AUDIO.name(), partition, chunk.getRecordingId(), value));
  }
}
