package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A watch over topics")
class TopicWatchTest {
  private record Look(TopicLook look, RuntimeException failure) {
    Map<String, Integer> partitions() {
      return look.partitions();
    }
  }

  /** A broker whose topics come and go, and which does not always answer. */
  private static final class Broker extends MockConsumer<byte[], byte[]> {
    private volatile Map<String, List<PartitionInfo>> topics = Map.of();
    private volatile boolean away;
    private volatile Duration asked = Duration.ZERO;

    Broker() {
      super("earliest");
    }

    @Override
    public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
      asked = timeout;
      if (away) {
        throw new TimeoutException("away");
      }
      return topics;
    }
  }

  private static void await(BlockingQueue<Look> looks, Predicate<Look> wanted)
      throws InterruptedException {
    Look look;
    do {
      look = looks.poll(10, TimeUnit.SECONDS);
      assertThat(look).as("a look").isNotNull();
    } while (!wanted.test(look));
  }

  @Test
  @DisplayName(
      "tells of topics as they go and come again, and of a broker that does not answer, and ends")
  void looks() throws InterruptedException {
    Node[] nodes = {new Node(1, "localhost", 1)};
    Map<String, List<PartitionInfo>> beats =
        Map.of("neume.beats", List.of(new PartitionInfo("neume.beats", 0, nodes[0], nodes, nodes)));
    Broker broker = new Broker();
    broker.topics = beats;
    BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    try (TopicWatch watch = watch(() -> broker, looks)) {
      assertThat(watch).isNotNull();
      await(looks, look -> look.failure() == null && look.partitions().get("neume.beats") == 1);
      broker.topics = Map.of();
      await(looks, look -> look.failure() == null && look.partitions().isEmpty());
      broker.away = true;
      await(looks, look -> look.failure() instanceof TimeoutException);
      broker.away = false;
      broker.topics = beats;
      await(looks, look -> look.failure() == null && look.partitions().size() == 1);
    }
    for (int i = 0; i < 1_000 && !broker.closed(); i++) {
      Thread.sleep(5);
    }
    assertThat(broker.closed()).isTrue();
  }

  @Test
  @DisplayName("waits for one broker that hangs and asks another before it says that none answers")
  void patient() throws InterruptedException {
    Broker broker = new Broker();
    BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    try (TopicWatch watch = watch(() -> broker, looks)) {
      assertThat(watch).isNotNull();
      await(looks, look -> look.failure() == null);
    }
    long request =
        Long.parseLong(
            (String)
                new KafkaDefaults()
                    .customize("in", null, new HashMap<>())
                    .get("request.timeout.ms"));
    assertThat(broker.asked).isGreaterThan(Duration.ofMillis(2 * request));
  }

  @Test
  @DisplayName("says that no connection can be made, and tries again")
  void again() throws InterruptedException {
    Broker broker = new Broker();
    AtomicInteger failures = new AtomicInteger(2);
    BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    try (TopicWatch watch =
        watch(
            () -> {
              if (failures.getAndDecrement() > 0) {
                throw new KafkaException("no address of kafka:9092 can be resolved");
              }
              return broker;
            },
            looks)) {
      assertThat(watch).isNotNull();
      for (int i = 0; i < 2; i++) {
        assertThat(looks.poll(10, TimeUnit.SECONDS).failure()).hasMessageContaining("resolved");
      }
      await(looks, look -> look.failure() == null);
    }
  }

  private static TopicWatch watch(Supplier<Broker> brokers, BlockingQueue<Look> looks) {
    return new TopicWatch(
        "watch",
        brokers,
        Duration.ofMillis(5),
        (look, failure) -> looks.add(new Look(look, failure)));
  }
}
