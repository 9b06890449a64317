package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.stage.ToyStages;
import org.neume.stage.testing.BrokerResource;
import org.neume.stage.testing.TopicReader;

@QuarkusTest
@TestProfile(UnfitTopicsTest.OtherTopics.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@DisplayName("A stage whose topics are not as it needs them")
class UnfitTopicsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Outputs and statuses go to topics that nobody has created. */
  public static final class OtherTopics implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mp.messaging.outgoing.toy-out.topic", "other.features",
          "mp.messaging.outgoing.toy-status.topic", "other.status");
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject MeterRegistry meters;
  @Inject @org.eclipse.microprofile.health.Readiness StageReadiness readiness;

  @Test
  @DisplayName("is not ready and says why, takes nothing, and goes on once they are mended")
  void mended() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap));
        TopicReader reader = new TopicReader(bootstrap)) {
      publish();
      await(
          said ->
              said.contains("the topics other.features, other.status are missing on " + bootstrap)
                  && said.contains("--create --topic other.features --partitions 3"));
      create(admin, "other.features", 2);
      await(said -> said.contains("the topic other.status is missing on " + bootstrap));
      create(admin, "other.status", 3);
      await(said -> said.contains("neume.audio has 3 partitions, other.features has 2"));
      assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
      assertThat(blocked()).as("what an alert goes by").isEqualTo(1);
      assertThat(admin.listConsumerGroupOffsets("neume-toy").partitionsToOffsetAndMetadata().get())
          .as("nothing was taken")
          .isEmpty();
      admin.createPartitions(Map.of("other.features", NewPartitions.increaseTo(3))).all().get();
      List<ConsumerRecord<String, byte[]>> outputs =
          reader.until("other.features", PATIENCE, r -> r.size() >= 2);
      assertThat(outputs).extracting(ConsumerRecord::key).containsOnly("early");
      await(said -> said.contains("3 partitions, 0 of them still loading"));
      assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
      assertThat(blocked()).isZero();
    }
  }

  private double blocked() {
    return meters.get("neume.stage.blocked").tag("stage", "toy").gauge().value();
  }

  private void publish() {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", (Object) bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topics.AUDIO.name(),
              2,
              "early",
              new AvroSerializer()
                  .serialize(Topics.AUDIO.name(), ToyStages.chunk("early", 0, 1, true))));
    }
  }

  private static void create(Admin admin, String topic, int partitions) throws Exception {
    admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  private void await(Predicate<String> said) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last;
    do {
      Thread.sleep(50);
      last = String.valueOf(readiness.call().getData().orElse(Map.of()).get("toy"));
    } while (!said.test(last) && System.nanoTime() < deadline);
    assertThat(last).matches(said, "what it should say");
  }
}
