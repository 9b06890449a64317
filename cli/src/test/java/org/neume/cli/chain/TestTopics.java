package org.neume.cli.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;

/** The chain's topics on a broker of the test class's own. */
public final class TestTopics implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Path folder;
  private @Nullable EmbeddedBroker broker;
  private @Nullable KafkaProducer<String, SpecificRecordBase> producer;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("neume-broker");
    broker = EmbeddedBroker.start(folder, 0, message -> {});
    TopicSetup.createMissing(broker.bootstrap());
    producer = KafkaClients.producer(broker.bootstrap());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    producer().close();
    Objects.requireNonNull(broker).close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The broker's address. */
  public String bootstrap() {
    return Objects.requireNonNull(broker).bootstrap();
  }

  /** A producer, which stays ours. */
  public KafkaProducer<String, SpecificRecordBase> producer() {
    return Objects.requireNonNull(producer);
  }

  /** Writes a record under its recording, and waits until the broker holds it. */
  public void send(SpecificRecordBase record, String topic)
      throws ExecutionException, InterruptedException {
    producer().send(new ProducerRecord<>(topic, String.valueOf(record.get(0)), record)).get();
  }
}
