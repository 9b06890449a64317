package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;
import org.neume.schemas.OrderedProducer;

/**
 * Kafka client settings. What an operator sets on a channel wins, but for what the promises rest on:
 * acknowledgements, idempotence, one request on the way, retries without end, and reading from the
 * earliest offset without automatic commits.
 */
@ApplicationScoped
public class KafkaDefaults implements ClientCustomizer<Map<String, Object>> {
  @Override
  public Map<String, Object> customize(String channel, Config config, Map<String, Object> client) {
    if (client.containsKey(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
      producer(client);
    } else {
      consumer(client);
    }
    // A broker that hangs is asked no longer than its cluster waits for it; what was sent is sent
    // again to the next leader, and an idempotent producer's broker knows it.
    client.putIfAbsent("request.timeout.ms", "10000");
    // A topic may be made while the stage is waiting for it.
    client.putIfAbsent("metadata.max.age.ms", "5000");
    return client;
  }

  private static void producer(Map<String, Object> client) {
    client.putAll(OrderedProducer.SETTINGS);
    // The channel says 0, which keeps SmallRye from sending a failed record again behind later
    // ones; the client itself tries for ever, in order: an absent broker is waited for.
    client.put(ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE));
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    client.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "0");
    client.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(16 << 20));
    client.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
  }

  private static void consumer(Map<String, Object> client) {
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // Inside the chain nothing may be skipped; and a dead replica's partitions move in seconds.
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    if (!"consumer".equals(client.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      client.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
      client.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
      client.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    }
    client.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "32");
    client.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 << 20));
    client.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
  }
}
