package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;
import org.neume.stage.messaging.StageReadiness;
import org.neume.stage.testing.BrokerResource;
import org.neume.stage.testing.TopicReader;

@QuarkusTest
@TestProfile(BulkLaneIT.Bulk.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@DisplayName("A transcription service in the lane of what can wait")
class BulkLaneIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 1_000;
  private static final int PARTITION = 1;
  private static final long NOW = 1_700_000_000_000L;

  /** The lane, as an operator names it. */
  public static final class Bulk implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("neume.lane", "bulk");
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject @Readiness StageReadiness readiness;

  private static List<ActivationBlock> activations(String id, List<String> analyses) {
    List<ActivationBlock> blocks =
        NoteRecordings.blocks(
            id, NoteRecordings.rows(FRAMES, NoteRecordings.melody(FRAMES, 1), 1), 1);
    blocks.forEach(block -> block.setAnalyses(analyses));
    return blocks;
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String topic, String id, SpecificRecordBase record)
      throws Exception {
    try (AvroSerializer serializer = new AvroSerializer()) {
      producer
          .send(
              new ProducerRecord<>(topic, PARTITION, NOW, id, serializer.serialize(topic, record)))
          .get();
    }
  }

  @Test
  @DisplayName(
      "takes its lane's activations, marks its notes, writes their scores, and leaves the live lane's alone")
  void bulk() throws Exception {
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicReader reader = new TopicReader(bootstrap)) {
      for (NoteBlock block : JoinRecordings.notes("live", 20, List.of("notes", "score"), 7)) {
        send(producer, Topics.NOTES.name(), "live", block);
      }
      for (ActivationBlock block : activations("elsewhere", List.of("notes", "score"))) {
        send(producer, Topics.ACTIVATIONS.name(), "elsewhere", block);
      }
      for (ActivationBlock block : activations("import", List.of("notes", "score"))) {
        send(producer, Topics.ACTIVATIONS_BULK.name(), "import", block);
      }
      List<ConsumerRecord<String, byte[]>> scores =
          reader.until(
              Topics.SCORES.name(), PATIENCE, r -> r.stream().anyMatch(BulkLaneIT::isLast));
      assertThat(scores).extracting(ConsumerRecord::key).containsOnly("import");
      assertThat(scores).allSatisfy(BulkLaneIT::isMarked);
      List<ConsumerRecord<String, byte[]>> notes =
          reader.until(Topics.NOTES.name(), PATIENCE, r -> true);
      assertThat(notes).extracting(ConsumerRecord::key).containsOnly("live", "import");
      assertThat(notes)
          .filteredOn(record -> record.key().equals("import"))
          .isNotEmpty()
          .allSatisfy(BulkLaneIT::isMarked);
    }
    HealthCheckResponse ready = readiness.call();
    assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(ready.getData().orElseThrow()).containsOnlyKeys("notes", "scores");
  }

  private static boolean isLast(ConsumerRecord<String, byte[]> record) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      ScoreBlock score = (ScoreBlock) deserializer.deserialize(record.topic(), record.value());
      return score.getEnd() != End.OPEN;
    }
  }

  private static void isMarked(ConsumerRecord<String, byte[]> record) {
    assertThat(record.headers().headers(Lane.HEADER))
        .singleElement()
        .satisfies(
            h -> assertThat(new String(h.value(), StandardCharsets.UTF_8)).isEqualTo("bulk"));
  }
}
