package org.neume.cli.chain;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.cli.CommandException;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topic;

/** Producers and consumers as this command needs them, and a check that a broker is there. */
public final class KafkaClients {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 16L * 1024 * 1024;

  private KafkaClients() {}

  /**
   * Checks that a broker answers and has the topics.
   *
   * @throws CommandException with exit code 3, saying what is missing and what helps
   */
  public static void check(String bootstrap, Topic... topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Set<String> names =
          admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      for (Topic topic : topics) {
        if (!names.contains(topic.name())) {
          throw CommandException.environment(
              "the broker at %s has no topic %s; create the topics there (docs/operations.md says how), or use './neume up', whose broker has them"
                  .formatted(bootstrap, topic.name()));
        }
      }
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw CommandException.environment(
          "no Kafka broker answers at %s; start one with './neume up', or correct --bootstrap"
              .formatted(bootstrap),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  /** A producer that loses and reorders nothing. */
  public static KafkaProducer<String, SpecificRecordBase> producer(String bootstrap) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("batch.size", BATCH_BYTES);
    settings.put("buffer.memory", BUFFER_BYTES);
    settings.put("linger.ms", 5);
    settings.put("max.request.size", 1024 * 1024);
    settings.put("delivery.timeout.ms", 60_000);
    settings.put("request.timeout.ms", 20_000);
    return new KafkaProducer<>(settings, new StringSerializer(), new AvroSerializer());
  }

  /** A consumer of raw bytes outside any group: it commits nothing and is assigned by hand. */
  public static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.wait.ms", 100);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
