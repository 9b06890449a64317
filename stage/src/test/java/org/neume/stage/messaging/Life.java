package org.neume.stage.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.stage.Budget;
import org.neume.stage.CommitPoint;
import org.neume.stage.InputRecord;
import org.neume.stage.OutputRecord;
import org.neume.stage.PartitionContext;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.StageListener;
import org.neume.stage.ToyStages;

/** One owner of one partition on one thread, with real clients, which ends at a given event. */
final class Life implements AutoCloseable {
  private static final int INPUTS_PER_COMMIT = 3;
  private static final StageLimits LIMITS =
      new StageLimits(1_000, 1 << 20, 1_000, 100, 100, 1 << 16, Duration.ofSeconds(60));

  /** The end of a life. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The clients of all lives: what a record or a commit leaves on the broker is all that counts. */
  record Clients(
      KafkaProducer<String, byte[]> producer,
      KafkaConsumer<String, byte[]> consumer,
      KafkaConsumer<byte[], byte[]> tail)
      implements AutoCloseable {
    static Clients of(String bootstrap) {
      Map<String, Object> settings =
          Map.of(
              "bootstrap.servers",
              bootstrap,
              "group.id",
              "neume-toy",
              "enable.auto.commit",
              "false",
              "fetch.max.wait.ms",
              "10");
      return new Clients(
          new KafkaProducer<>(
              Map.of("bootstrap.servers", (Object) bootstrap, "linger.ms", "0"),
              new StringSerializer(),
              new ByteArraySerializer()),
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public void close() {
      producer.close();
      consumer.close();
      tail.close();
    }
  }

  private final int partition;
  private final int lastEvent;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final ArrayDeque<Runnable> acknowledgements = new ArrayDeque<>();
  private final PartitionRunner<AudioChunk, FeatureBlock> runner;
  private final TopicPartition input;
  private int events;

  Life(Clients clients, int partition, int lastEvent) {
    this.partition = partition;
    this.lastEvent = lastEvent;
    input = CrashPointSweepIT.input(partition);
    producer = clients.producer();
    consumer = clients.consumer();
    Takeover<FeatureBlock> takeover =
        new TailReader<>(
                Streams.FEATURES,
                new AvroCodec<>(Topics.FEATURES.name(), FeatureBlock.class, Map.of()),
                Topics.FEATURES.name(),
                false,
                LaneFilter.of(Lane.LIVE, Topics.FEATURES.name()))
            .read(clients.tail(), List.of(input))
            .get(0);
    consumer.assign(List.of(input));
    consumer.seek(input, takeover.from());
    runner =
        new PartitionRunner<>(
            new PartitionContext<>(
                ToyStages.later(CompletableFuture::completedFuture),
                new AvroCodec<>(Topics.AUDIO.name(), AudioChunk.class, Map.of()),
                new AvroCodec<>(Topics.FEATURES.name(), FeatureBlock.class, Map.of()),
                new AvroCodec<>(Topics.STATUS.name(), RecordingStatus.class, Map.of()),
                Topics.AUDIO.name(),
                partition,
                LIMITS,
                new Budget(LIMITS),
                this::send,
                tasks::add,
                new StageListener() {}),
            takeover.start());
  }

  /** Lives until the input ends or the crash comes. */
  void live() {
    long end = consumer.endOffsets(List.of(input)).getOrDefault(input, 0L);
    int taken = 0;
    try {
      while (consumer.position(input) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          runner.accept(
              new InputRecord(record.offset(), record.timestamp(), record.key(), record.value()));
          work(taken % 2);
          if (++taken % INPUTS_PER_COMMIT == 0) {
            commit();
          }
        }
      }
      work(0);
      commit();
    } catch (Crash e) {
      // gone, with all that it knew
    }
  }

  boolean crashed() {
    return events > lastEvent;
  }

  /** Events that happened. */
  int events() {
    return events;
  }

  /** Runs what there is to run, but leaves some acknowledgements for later. */
  private void work(int leave) {
    while (!tasks.isEmpty() || acknowledgements.size() > leave) {
      check();
      if (tasks.isEmpty()) {
        acknowledgements.removeFirst().run();
      } else {
        tasks.removeFirst().run();
      }
    }
    check();
  }

  private void commit() {
    CommitPoint point = runner.commitPoint();
    if (point == null) {
      return;
    }
    event();
    consumer.commitSync(Map.of(input, new OffsetAndMetadata(point.offset(), point.metadata())));
    event();
  }

  private CompletionStage<Long> send(OutputRecord record) {
    event();
    String topic =
        switch (record.kind()) {
          case OUTPUT -> Topics.FEATURES.name();
          case STATUS -> Topics.STATUS.name();
          case DEAD_LETTER -> Topics.DEAD_LETTERS.name();
        };
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(topic, partition, record.timestamp(), record.key(), record.value());
    record
        .headers()
        .forEach((n, text) -> sent.headers().add(n, text.getBytes(StandardCharsets.UTF_8)));
    long offset;
    try {
      offset = producer.send(sent).get().offset();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    event();
    CompletableFuture<Long> acknowledgement = new CompletableFuture<>();
    acknowledgements.addLast(
        () -> {
          event();
          acknowledgement.complete(offset);
        });
    return acknowledgement;
  }

  private void event() {
    check();
    if (events++ >= lastEvent) {
      throw new Crash();
    }
  }

  /** A crash in the runner's own calls is kept by the runner. */
  private void check() {
    Throwable failure = runner == null ? null : runner.failure();
    if (failure instanceof Crash) {
      throw new Crash();
    }
    if (failure != null) {
      throw new AssertionError("the partition was given up", failure);
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
