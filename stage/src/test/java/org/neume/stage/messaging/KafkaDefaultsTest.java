package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Kafka clients of a stage")
class KafkaDefaultsTest {
  private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

  private static Map<String, Object> customized(Map<String, Object> settings) {
    return new KafkaDefaults()
        .customize("channel", new SmallRyeConfigBuilder().build(), new HashMap<>(settings));
  }

  @Test
  @DisplayName("write idempotently, wait for the broker for ever, and keep the order")
  void producer() {
    Map<String, Object> settings =
        customized(
            Map.of(
                "key.serializer",
                BYTES + "Serializer",
                "value.serializer",
                BYTES + "Serializer",
                "retries",
                "0",
                "acks",
                "1",
                "max.in.flight.requests.per.connection",
                "5"));
    assertThat(settings)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("retries", "2147483647")
        .containsEntry("delivery.timeout.ms", "2147483647")
        .containsEntry("max.block.ms", "9223372036854775807");
    assertThat(new ProducerConfig(settings).getInt("max.in.flight.requests.per.connection"))
        .as("Kafka keeps the order of more only where the broker knows the producer")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("read from the beginning, and notice a dead member in seconds")
  void consumer() {
    Map<String, Object> settings =
        customized(
            Map.of(
                "key.deserializer", BYTES + "Deserializer",
                "value.deserializer", BYTES + "Deserializer",
                "auto.offset.reset", "latest"));
    assertThat(settings)
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("session.timeout.ms", "6000")
        .containsEntry("heartbeat.interval.ms", "2000")
        .containsEntry("max.poll.records", "32");
    assertThat(new ConsumerConfig(settings).originals()).isNotEmpty();
  }

  @Test
  @DisplayName("leave sessions to the broker where the operator chose the newer group protocol")
  void newProtocol() {
    Map<String, Object> settings =
        customized(
            Map.of("value.deserializer", BYTES + "Deserializer", "group.protocol", "consumer"));
    assertThat(settings)
        .doesNotContainKeys(
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
  }

  @Test
  @DisplayName("take what an operator sets beside that")
  void operator() {
    assertThat(
            customized(
                Map.of(
                    "value.deserializer", BYTES + "Deserializer", "session.timeout.ms", "20000")))
        .containsEntry("session.timeout.ms", "20000");
  }
}
