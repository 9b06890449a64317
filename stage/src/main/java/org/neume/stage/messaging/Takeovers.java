package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Reads the tails of assigned partitions on a thread of its own, until it succeeds. */
final class Takeovers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Takeovers.class);
  private static final long RETRY_MILLIS = 1_000;

  private final String channel;
  private final KafkaConsumer<?, ?> client;
  private final ExecutorService thread;

  Takeovers(String channel, KafkaConsumer<?, ?> client) {
    this.channel = channel;
    this.client = client;
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread t = new Thread(task, "neume-tail-" + channel);
              t.setDaemon(true);
              return t;
            });
  }

  /** Takes these partitions over for a stage. */
  void take(StageRoom<?, ?> room, List<TopicPartition> partitions, int generation) {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      thread.execute(() -> takeAll(room, partitions, generation));
    } catch (RejectedExecutionException e) {
      LOG.debugf("%s: stopping, nothing is taken over", channel);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private <I extends SpecificRecordBase, O extends SpecificRecordBase> void takeAll(
      StageRoom<I, O> room, List<TopicPartition> partitions, int generation) {
    while (!Thread.currentThread().isInterrupted()) {
      List<TopicPartition> held =
          partitions.stream().filter(p -> holds(room, p, generation)).toList();
      if (held.isEmpty()) {
        return;
      }
      try (var consumer =
          new org.apache.kafka.clients.consumer.KafkaConsumer<>(
              settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        for (Takeover<O> takeover : room.tailReader().read(consumer, held)) {
          int number = takeover.partition();
          room.shell().start(number, generation, t -> room.open(number, takeover.start(), t));
        }
        return;
      } catch (TopicsUnfitException e) {
        LOG.error(e.getMessage());
      } catch (RuntimeException e) {
        LOG.warnf("%s: the tail of the output cannot be read yet: %s", channel, e.getMessage());
      }
      pause();
    }
  }

  private static boolean holds(StageRoom<?, ?> room, TopicPartition partition, int generation) {
    AssignedPartition held = room.shell().partition(partition.partition());
    return held != null && held.generation() == generation;
  }

  /** The channel's own connection settings, for a consumer beside the group. */
  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(client.configuration());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "neume-tail-" + channel);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    return settings;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
