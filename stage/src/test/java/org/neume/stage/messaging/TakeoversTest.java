package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InputRecord;
import org.neume.stage.ToyStages;

@DisplayName("Takeovers of partitions")
class TakeoversTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Node NODE = new Node(1, "localhost", 1);
  private static final List<TopicPartition> BOTH =
      List.of(
          new TopicPartition(Topics.AUDIO.name(), 0), new TopicPartition(Topics.AUDIO.name(), 1));

  private final Queue<Message<?>> sent = new ConcurrentLinkedQueue<>();
  private final CountDownLatch step = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private volatile boolean slow;
  private volatile boolean leaderless;
  private volatile boolean unreadable;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StageRoom<AudioChunk, FeatureBlock> room = room();
  private final StageShell shell = room.shell();
  private final Takeovers takeovers = new Takeovers("toy-in", "broker:9092", this::broker);

  @AfterEach
  void stop() {
    takeovers.close();
    step.countDown();
    room.close();
  }

  @Test
  @DisplayName(
      "leave out a partition whose own outputs are on their way, and say what it waits for")
  void sending() throws Exception {
    give(1);
    await(() -> working(0) && working(1));
    offer(0);
    await(() -> !sent.isEmpty());
    shell.revoked(BOTH);
    give(2);

    await(() -> working(1));
    assertThat(working(0)).isFalse();
    await(() -> held(0).startsWith("waits for "));
    assertThat(held(0)).matches("waits for \\d outputs of this replica .*");
    assertThat(working(0)).as("its tail is not read before they are there").isFalse();

    while (!sent.isEmpty()) {
      acknowledge(sent.remove());
    }
    await(() -> working(0));
  }

  @Test
  @DisplayName("leave out a partition that is in a step of its earlier turn, for that may yet send")
  void inStep() throws Exception {
    give(1);
    await(() -> working(0) && working(1));
    slow = true;
    offer(0);
    await(() -> entered.getCount() == 0);
    shell.revoked(BOTH);
    while (!sent.isEmpty()) {
      acknowledge(sent.remove());
    }
    give(2);
    await(() -> working(1));
    Thread.sleep(300);
    assertThat(working(0)).as("the step goes on").isFalse();
    step.countDown();
    await(
        () -> {
          while (!sent.isEmpty()) {
            acknowledge(sent.remove());
          }
          return working(0);
        });
  }

  @Test
  @DisplayName("leave out a partition that no broker leads until one does")
  void leaderless() throws Exception {
    room.watch();
    leaderless = true;
    give(1);
    await(() -> working(1));
    await(() -> held(0).equals("waits for a broker that leads neume.features-0"));
    assertThat(gauge("leaderless")).isEqualTo(1);
    assertThat(gauge("out.of.sync")).isEqualTo(1);
    leaderless = false;
    await(() -> working(0));
    assertThat(gauge("leaderless")).isZero();
    assertThat(gauge("out.of.sync")).isZero();
  }

  @Test
  @DisplayName("leave out a partition whose tail cannot be read until it can, and say why")
  void unreadable() throws Exception {
    unreadable = true;
    give(1);
    await(() -> working(1));
    await(() -> held(0).equals("cannot be taken over yet: no answer of neume.features-0"));
    assertThat(working(0)).isFalse();
    unreadable = false;
    await(() -> working(0));
  }

  private double gauge(String name) {
    return meters.get("neume.stage.partitions." + name).gauge().value();
  }

  private void give(int generation) {
    shell.assigned(BOTH, generation, (partition, offset) -> {});
    takeovers.take(room, BOTH, generation);
  }

  private void offer(int number) {
    byte[] chunk =
        new AvroSerializer().serialize(Topics.AUDIO.name(), ToyStages.chunk("one", 0, 1, true));
    partition(number).offer(new InputRecord(0, 0, "one", chunk), () -> {});
  }

  private AssignedPartition partition(int number) {
    return Objects.requireNonNull(shell.partition(number));
  }

  private boolean working(int number) {
    return !partition(number).view().loading();
  }

  private String held(int number) {
    return String.valueOf(partition(number).view().held());
  }

  private static void acknowledge(Message<?> message) {
    @SuppressWarnings("unchecked")
    OutgoingMessageMetadata<RecordMetadata> result =
        message.getMetadata(OutgoingMessageMetadata.class).orElseThrow();
    result.setResult(new RecordMetadata(new TopicPartition("any", 0), 0, 0, 0, 0, 0));
    message.ack().toCompletableFuture().join();
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private StageRoom<AudioChunk, FeatureBlock> room() {
    StageConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(StageConfig.class)
            .withMapping(TraceConfig.class)
            .withDefaultValue("neume.stage.threads", "2")
            .build()
            .getConfigMapping(StageConfig.class);
    TraceConfig tracing =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(TraceConfig.class)
            .build()
            .getConfigMapping(TraceConfig.class);
    return new StageRoom<>(
        ToyStages.later(
            block -> {
              if (slow) {
                entered.countDown();
                join(step);
              }
              return CompletableFuture.completedFuture(block);
            }),
        new StageOutputs(emitter(), emitter(), emitter()),
        new StageTopics(
            Topics.AUDIO.name(),
            Topics.FEATURES.name(),
            Topics.STATUS.name(),
            Topics.DEAD_LETTERS.name(),
            List.of()),
        config,
        Map.of(),
        Lane.LIVE,
        tracing,
        meters);
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps what is sent until it is acknowledged. */
  @SuppressWarnings("unchecked")
  private MutinyEmitter<byte[]> emitter() {
    return (MutinyEmitter<byte[]>)
        Proxy.newProxyInstance(
            TakeoversTest.class.getClassLoader(),
            new Class<?>[] {MutinyEmitter.class},
            (proxy, method, arguments) -> {
              sent.add((Message<?>) arguments[0]);
              return null;
            });
  }

  /** A connection to a broker whose topics are empty. */
  private Consumer<byte[], byte[]> broker() {
    TopicPartition silent = new TopicPartition(Topics.FEATURES.name(), 0);
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized Map<TopicPartition, Long> endOffsets(
              Collection<TopicPartition> partitions) {
            if (unreadable && partitions.contains(silent)) {
              throw new TimeoutException("no answer of " + silent);
            }
            return super.endOffsets(partitions);
          }
        };
    PartitionInfo foreign = new PartitionInfo("another", 0, null, new Node[] {NODE}, new Node[0]);
    consumer.updatePartitions("another", List.of(foreign));
    for (String topic :
        List.of(
            Topics.AUDIO.name(),
            Topics.FEATURES.name(),
            Topics.STATUS.name(),
            Topics.DEAD_LETTERS.name())) {
      consumer.updatePartitions(
          topic, IntStream.range(0, 2).mapToObj(number -> info(topic, number)).toList());
      for (int number = 0; number < 2; number++) {
        Map<TopicPartition, Long> begin = Map.of(new TopicPartition(topic, number), 0L);
        consumer.updateBeginningOffsets(begin);
        consumer.updateEndOffsets(begin);
      }
    }
    return consumer;
  }

  private PartitionInfo info(String topic, int number) {
    boolean led = !leaderless || number != 0 || !topic.equals(Topics.FEATURES.name());
    Node[] nodes = {NODE};
    return new PartitionInfo(topic, number, led ? NODE : null, nodes, led ? nodes : new Node[0]);
  }
}
