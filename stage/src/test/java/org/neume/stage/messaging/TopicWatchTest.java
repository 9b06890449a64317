package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A watch over topics")
class TopicWatchTest {
  private record Look(Map<String, Integer> partitions, RuntimeException failure) {}

  /** A broker whose topics come and go, and which does not always answer. */
  private static final class Broker extends MockConsumer<byte[], byte[]> {
    private volatile Map<String, List<PartitionInfo>> topics = Map.of();
    private volatile boolean away;

    Broker() {
      super("earliest");
    }

    @Override
    public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
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
    try (TopicWatch watch =
        new TopicWatch(
            "watch",
            () -> broker,
            Duration.ofMillis(5),
            (partitions, failure) -> looks.add(new Look(partitions, failure)))) {
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
}
