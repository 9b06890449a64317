package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the tails of assigned partitions on a thread of its own, until it succeeds. */
final class Takeovers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Takeovers.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long SENDING_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final String channel;
  private final io.smallrye.reactive.messaging.kafka.KafkaConsumer<?, ?> client;
  private final ExecutorService thread;
  // What was last said of the topics; guarded by this.
  private @Nullable String told;
  // Guarded by this.
  private @Nullable TopicWatch watch;

  Takeovers(String channel, io.smallrye.reactive.messaging.kafka.KafkaConsumer<?, ?> client) {
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

  /**
   * Waits until the broker has what a stage needs; partitions are taken over behind that. Looks again
   * for as long as the stage runs.
   */
  void check(StageRoom<?, ?> room) {
    execute(
        () -> {
          while (!Thread.currentThread().isInterrupted() && !fits(room)) {
            pause();
          }
          watch(room);
        });
  }

  private synchronized void watch(StageRoom<?, ?> room) {
    if (!thread.isShutdown()) {
      watch =
          new TopicWatch(
              "neume-topics-" + channel,
              this::consumer,
              LOOK_AGAIN,
              (partitions, failure) ->
                  tell(
                      room,
                      partitions == null
                          ? failure == null ? null : noBroker(failure)
                          : room.topicCheck().problem(broker(), partitions)));
    }
  }

  /** Takes these partitions over for a stage. */
  void take(StageRoom<?, ?> room, List<TopicPartition> partitions, int generation) {
    if (partitions.isEmpty()) {
      return;
    }
    execute(() -> takeAll(room, partitions, generation));
  }

  private void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debugf("%s: stopping, nothing is taken over", channel);
    }
  }

  private boolean fits(StageRoom<?, ?> room) {
    try (var consumer = consumer()) {
      return fits(room, consumer);
    } catch (RuntimeException e) {
      tell(room, noBroker(e));
      return false;
    }
  }

  private boolean fits(StageRoom<?, ?> room, KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, Integer> partitions = new HashMap<>();
    consumer.listTopics(PATIENCE).forEach((topic, infos) -> partitions.put(topic, infos.size()));
    String problem = room.topicCheck().problem(broker(), partitions);
    tell(room, problem);
    return problem == null;
  }

  /** Says what is wrong where operators look, and once in the log. */
  private synchronized void tell(StageRoom<?, ?> room, @Nullable String problem) {
    room.shell().trouble(problem);
    if (problem != null && !problem.equals(told)) {
      LOG.errorf("%s: %s", channel, problem);
    }
    if (problem == null && told != null) {
      LOG.infof("%s: the broker has all topics now", channel);
    }
    told = problem;
  }

  private String noBroker(RuntimeException failure) {
    return failure instanceof TimeoutException
        ? "no broker answers at %s: start it, or correct kafka.bootstrap.servers"
            .formatted(broker())
        : "the broker at %s cannot be asked for its topics: %s"
            .formatted(broker(), failure.getMessage());
  }

  private String broker() {
    return String.valueOf(client.configuration().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    if (watch != null) {
      watch.close();
    }
  }

  private <I extends SpecificRecordBase, O extends SpecificRecordBase> void takeAll(
      StageRoom<I, O> room, List<TopicPartition> partitions, int generation) {
    while (!Thread.currentThread().isInterrupted()) {
      List<TopicPartition> held =
          partitions.stream().filter(p -> holds(room, p, generation)).toList();
      if (held.isEmpty()) {
        return;
      }
      if (held.stream().anyMatch(p -> room.isSending(p.partition()))) {
        // They are written or refused one day, and then the tail says how far this replica came.
        sleep(SENDING_MILLIS);
        continue;
      }
      try (var consumer = consumer()) {
        if (!fits(room, consumer)) {
          pause();
          continue;
        }
        room.prepareCodecs();
        for (Takeover<O> takeover : room.tailReader().read(consumer, held)) {
          int number = takeover.partition();
          room.shell().start(number, generation, t -> room.open(number, takeover.start(), t));
        }
        return;
      } catch (RuntimeException e) {
        LOG.warnf("%s: its partitions cannot be taken over yet: %s", channel, e.getMessage());
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
    sleep(RETRY_MILLIS);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
