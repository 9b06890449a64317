package org.neume.cli.broker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("The embedded broker")
class EmbeddedBrokerTest {
  @TempDir Path folder;

  @Test
  void keepsItsRecordsOverAStopAndAStart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, m -> {})) {
      TopicSetup.createMissing(broker.bootstrap());
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrap()),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>(Topics.STATUS.name(), "key", "kept")).get();
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, m -> {})) {
      TopicSetup.createMissing(broker.bootstrap());
      assertThat(values(broker.bootstrap(), Topics.STATUS.name())).containsExactly("kept");
    }
  }

  @Test
  void hasEveryTopicOfTheTableWithItsPartitionsAndSettings() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, m -> {})) {
      TopicSetup.createMissing(broker.bootstrap());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
        for (Topic topic : Topics.LIVE) {
          TopicDescription description =
              requireNonNull(
                  admin
                      .describeTopics(List.of(topic.name()))
                      .allTopicNames()
                      .get()
                      .get(topic.name()));
          assertThat(description.partitions()).hasSize(topic.partitions());
          ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
          Config config =
              requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
          topic.settings().forEach((k, v) -> assertThat(config.get(k).value()).isEqualTo(v));
        }
      }
    }
  }

  @Test
  void aPortInUseIsNamedWithItsRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort(), m -> {}))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithItsRemedy() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("data"), 0, m -> {}))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("cannot be made")
        .hasMessageContaining("give another");
  }

  private static List<String> values(String bootstrap, String topic) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "group.id", "t"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (values.isEmpty()) {
        for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofSeconds(1))) {
          values.add(r.value());
        }
      }
    }
    return values;
  }
}
