package org.neume.gateway;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.OrderedProducer;

/** Kafka clients of the gateway: the application's own settings, and what the gateway rests on. */
@ApplicationScoped
public class Kafka {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int BUFFER_BYTES = 16 << 20;
  private static final int FETCH_BYTES = 4 << 20;

  private final Map<String, Object> broker;
  private final Config config;

  Kafka(@Identifier("default-kafka-broker") Instance<Map<String, Object>> broker, Config config) {
    this.broker = broker.isResolvable() ? broker.get() : Map.of();
    this.config = config;
  }

  /** A consumer outside any group: it commits nothing and is assigned by hand; the caller closes it. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.keySet().removeIf(name -> name.startsWith("group."));
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", "false");
    settings.put("fetch.max.wait.ms", "100");
    settings.put("fetch.max.bytes", Integer.toString(FETCH_BYTES));
    settings.put("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES / 4));
    settings.put("reconnect.backoff.max.ms", "1000");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer that loses and reorders nothing; the caller closes it. */
  public KafkaProducer<String, SpecificRecordBase> producer() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.putAll(OrderedProducer.SETTINGS);
    settings.put("batch.size", BATCH_BYTES);
    settings.put("buffer.memory", BUFFER_BYTES);
    settings.put("linger.ms", 5);
    settings.put("max.request.size", 1 << 20);
    settings.putIfAbsent("delivery.timeout.ms", 60_000);
    settings.putIfAbsent("request.timeout.ms", 20_000);
    settings.putIfAbsent("max.block.ms", 20_000);
    AvroSerializer serializer = new AvroSerializer();
    serializer.configure(framing(), false);
    return new KafkaProducer<>(settings, new StringSerializer(), serializer);
  }

  /** Reads records of every topic; safe for use by many threads. */
  public AvroDeserializer deserializer() {
    AvroDeserializer deserializer = new AvroDeserializer();
    deserializer.configure(framing(), false);
    return deserializer;
  }

  private Map<String, String> framing() {
    Map<String, String> settings = new HashMap<>();
    for (String name : new String[] {AvroSerializer.FRAMING, AvroSerializer.REGISTRY}) {
      config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }
}
