package org.neume.deploy.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.neume.schemas.Topics;

/**
 * How long what a replica of inference had stands still when it ends, as a reader of the activations
 * sees it. Used by one thread.
 */
final class Handover implements AutoCloseable {
  // What it wrote last may still come; nobody takes a partition over before the session has ended.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KafkaConsumer<byte[], byte[]> consumer;

  private Handover(Map<String, Object> client, List<TopicPartition> partitions) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("enable.auto.commit", "false");
    settings.put("fetch.max.wait.ms", 50);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Watches the partitions that a replica has now. */
  static Handover of(Map<String, Object> client, String group, String container)
      throws IOException, InterruptedException, ExecutionException {
    String host = ComposedChain.inside(container);
    try (Admin admin = Admin.create(client)) {
      List<TopicPartition> partitions =
          admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
              .filter(member -> member.host().replace("/", "").equals(host))
              .flatMap(member -> member.assignment().topicPartitions().stream())
              .map(input -> new TopicPartition(Topics.ACTIVATIONS.name(), input.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new AssertionError(
            "%s at %s has no partition of %s".formatted(container, host, group));
      }
      return new Handover(client, partitions);
    }
  }

  /** Seconds from now, when the replica has just ended, to the first record of whoever goes on. */
  double secondsToFirst() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < PATIENCE.toNanos()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      long after = System.nanoTime() - begin;
      if (!records.isEmpty() && after > LAST_WORDS.toNanos()) {
        return after / 1e9;
      }
    }
    throw new AssertionError("nobody went on within " + PATIENCE);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
