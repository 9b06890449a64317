package org.neume.stage.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.stage.messaging.WaitingPartitions.Turn;

/**
 * Reads the tails of assigned partitions on a thread of its own, until it succeeds. A partition for
 * which outputs of this replica are still on their way, or which no broker leads, waits; the others do
 * not wait for it.
 */
final class Takeovers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Takeovers.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long SENDING_MILLIS = 50;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final String channel;
  private final String broker;
  private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
  private final ExecutorService thread;
  private final WaitingPartitions waiting = new WaitingPartitions();
  // Confined to the thread.
  private final TakeoverOrder order = new TakeoverOrder();
  // What was last said of the topics; guarded by this.
  private @Nullable String told;
  // Guarded by this.
  private @Nullable TopicWatch watch;

  Takeovers(String channel, io.smallrye.reactive.messaging.kafka.KafkaConsumer<?, ?> client) {
    this(
        channel,
        String.valueOf(client.configuration().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)),
        () -> consumer(settings(channel, client.configuration())));
  }

  /**
   * Takeovers that have not begun.
   *
   * @param broker its address, for messages
   * @param consumers opens a connection of the stage's group without a subscription; closed here
   */
  Takeovers(String channel, String broker, Supplier<? extends Consumer<byte[], byte[]>> consumers) {
    this.channel = channel;
    this.broker = broker;
    this.consumers = consumers;
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
              consumers,
              LOOK_AGAIN,
              (look, failure) -> {
                if (look != null) {
                  fits(room, look);
                } else if (failure != null) {
                  tell(room, noBroker(failure));
                }
              });
    }
  }

  /** Takes these partitions over for a stage. */
  void take(StageRoom<?, ?> room, List<TopicPartition> partitions, int generation) {
    if (partitions.isEmpty()) {
      return;
    }
    waiting.add(partitions, generation, System.nanoTime());
    execute(() -> takeAll(room));
  }

  private void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debugf("%s: stopping, nothing is taken over", channel);
    }
  }

  private boolean fits(StageRoom<?, ?> room) {
    try (var consumer = consumers.get()) {
      return fits(room, look(consumer));
    } catch (RuntimeException e) {
      tell(room, noBroker(e));
      return false;
    }
  }

  private boolean fits(StageRoom<?, ?> room, TopicLook look) {
    room.looked(look);
    String problem = room.topicCheck().problem(broker, look.partitions());
    tell(room, problem);
    return problem == null;
  }

  private static TopicLook look(Consumer<byte[], byte[]> consumer) {
    return TopicLook.of(consumer.listTopics(TopicWatch.PATIENCE));
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
        ? "no broker answers at %s: start it, or correct kafka.bootstrap.servers".formatted(broker)
        : "the broker at %s cannot be asked for its topics: %s"
            .formatted(broker, failure.getMessage());
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    if (watch != null) {
      watch.close();
    }
  }

  private void takeAll(StageRoom<?, ?> room) {
    while (!Thread.currentThread().isInterrupted() && !waiting.isEmpty()) {
      waiting.keep((partition, generation) -> holds(room, partition, generation));
      order.keep(waiting::contains);
      // Outputs are written or refused one day, and then the tail says how far this replica came.
      List<Turn> quiet = ready(room, partition -> room.onTheirWay(partition.partition()));
      if (quiet.isEmpty()) {
        sleep(SENDING_MILLIS);
      } else if (!takeSome(room, quiet)) {
        pause();
      }
    }
  }

  private List<Turn> ready(
      StageRoom<?, ?> room, Function<TopicPartition, @Nullable String> obstacle) {
    return waiting.ready(
        obstacle,
        (turn, why) -> room.shell().waits(turn.partition().partition(), turn.generation(), why),
        System.nanoTime());
  }

  /** Takes those over that a broker leads; false if there were none, or if it has to be tried again. */
  private <I extends SpecificRecordBase, O extends SpecificRecordBase> boolean takeSome(
      StageRoom<I, O> room, List<Turn> quiet) {
    List<Turn> chosen = List.of();
    try (var consumer = consumers.get()) {
      TopicLook look = look(consumer);
      if (!fits(room, look)) {
        return false;
      }
      List<Turn> led = ready(room, partition -> room.leaderless(look, partition.partition()));
      led.retainAll(quiet);
      if (led.isEmpty()) {
        return false;
      }
      chosen = order.next(led);
      room.prepareCodecs();
      Map<Integer, Turn> turns =
          chosen.stream().collect(Collectors.toMap(turn -> turn.partition().partition(), t -> t));
      for (Takeover<O> takeover :
          room.tailReader().read(consumer, chosen.stream().map(Turn::partition).toList())) {
        int number = takeover.partition();
        Turn turn = Objects.requireNonNull(turns.get(number));
        waiting.taken(turn);
        order.taken(turn);
        room.shell()
            .start(
                number,
                turn.generation(),
                takeover.from(),
                t -> room.open(number, takeover.start(), t));
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("%s: its partitions cannot be taken over yet: %s", channel, e.getMessage());
      // Not those that were taken before it failed: they are at work.
      List<Turn> left = chosen.stream().filter(waiting::contains).toList();
      order.failed(left);
      for (Turn turn : left) {
        room.shell()
            .waits(
                turn.partition().partition(),
                turn.generation(),
                "cannot be taken over yet: " + e.getMessage());
      }
      return false;
    }
  }

  private static boolean holds(StageRoom<?, ?> room, TopicPartition partition, int generation) {
    AssignedPartition held = room.shell().partition(partition.partition());
    return held != null && held.generation() == generation;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The channel's own connection settings, for a consumer beside the group. */
  private static Map<String, Object> settings(String channel, Map<String, ?> client) {
    Map<String, Object> settings = new HashMap<>(client);
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
