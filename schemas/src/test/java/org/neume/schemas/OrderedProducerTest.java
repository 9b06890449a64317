package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A producer of the chain")
class OrderedProducerTest {
  @Test
  @DisplayName(
      "is one that Kafka itself takes for ordered: acknowledged by all, one request on its way")
  void ordered() {
    Map<String, Object> settings = new HashMap<>(OrderedProducer.SETTINGS);
    settings.put("bootstrap.servers", "localhost:9092");
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    ProducerConfig config = new ProducerConfig(settings);
    assertThat(config.getString("acks")).isEqualTo("-1");
    assertThat(config.getBoolean("enable.idempotence")).isTrue();
    assertThat(config.getInt("max.in.flight.requests.per.connection")).isEqualTo(1);
  }

  @Test
  @DisplayName("is made with these settings, wherever one is made")
  void everywhere() throws IOException {
    List<Path> makers = new ArrayList<>();
    for (Path module : children(Path.of(".."))) {
      Path sources = module.resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> read(file).contains("new KafkaProducer<"))
              .forEach(makers::add);
        }
      }
    }
    assertThat(makers).isNotEmpty();
    for (Path maker : makers) {
      assertThat(read(maker).contains("putAll(OrderedProducer.SETTINGS)"))
          .as(maker.toString())
          .isTrue();
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
