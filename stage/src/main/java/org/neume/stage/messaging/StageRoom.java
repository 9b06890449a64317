package org.neume.stage.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Lane;
import org.neume.schemas.record.RecordingStatus;
import org.neume.stage.Budget;
import org.neume.stage.PartitionContext;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageDefinition;
import org.neume.stage.StageListener;
import org.neume.stage.StartPoint;

/** All that one stage owns: its definition, its threads, and how a partition's runner is made. */
final class StageRoom<I extends SpecificRecordBase, O extends SpecificRecordBase>
    implements AutoCloseable {
  private static final int MOST_THREADS = 4;

  private final StageDefinition<I, O> definition;
  private final StageOutputs outputs;
  private final StageTopics topics;
  private final StageConfig config;
  private final Lane lane;
  private final AvroCodec<I> inputCodec;
  private final AvroCodec<O> outputCodec;
  private final AvroCodec<RecordingStatus> statusCodec;
  private final Budget budget;
  private final StageMetrics metrics;
  private final StageLog log;
  // Null where traces are off: nothing of them is loaded then.
  private final @Nullable StageTraces traces;
  private final ExecutorService pool;
  private final StageShell shell;
  private final PendingSends pending = new PendingSends();

  StageRoom(
      StageDefinition<I, O> definition,
      StageOutputs outputs,
      StageTopics topics,
      StageConfig config,
      Map<String, String> framing,
      Lane lane,
      TraceConfig tracing,
      MeterRegistry meters) {
    this.definition = definition;
    this.outputs = outputs;
    this.topics = topics;
    this.config = config;
    inputCodec = new AvroCodec<>(topics.input(), definition.input().recordClass(), framing);
    outputCodec = new AvroCodec<>(topics.output(), definition.output().recordClass(), framing);
    statusCodec = new AvroCodec<>(topics.status(), RecordingStatus.class, framing);
    budget = new Budget(config.limits());
    this.lane = lane;
    metrics = new StageMetrics(definition.name(), lane.text(), meters, budget);
    log = new StageLog(definition.name());
    traces =
        tracing
            .endpoint()
            .map(endpoint -> StageTraces.to(endpoint, definition.name(), tracing.ratio()))
            .orElse(null);
    pool = Executors.newFixedThreadPool(threads(config), named(definition.name()));
    shell =
        new StageShell(
            definition.name(),
            budget,
            metrics,
            pool,
            config.queuedRecords(),
            LaneFilter.of(lane, topics.input()));
  }

  StageShell shell() {
    return shell;
  }

  /** Begins to tell what goes on here; not where the stage takes no input in this lane. */
  void watch() {
    metrics.watch(shell);
  }

  /** What the broker has to have for this stage. */
  TopicCheck topicCheck() {
    return new TopicCheck(topics);
  }

  /** The broker said this of its topics. */
  void looked(TopicLook look) {
    shell.looked(look.of(topics.all()));
  }

  /**
   * Asks a schema registry, where there is one, all that writing will need.
   *
   * @throws RuntimeException if it cannot be asked now
   */
  void prepareCodecs() {
    outputCodec.prepare();
    statusCodec.prepare();
  }

  /**
   * What an earlier turn of this replica still does to a partition: a tail that is read meanwhile says
   * too little.
   *
   * @return in a few words; null if nothing
   */
  @Nullable String onTheirWay(int partition) {
    // In this order: while a turn lasts it may still send.
    if (shell.leaves(partition)) {
      return "waits for the step that it was in when this replica lost it";
    }
    int outputs = pending.of(partition);
    return outputs == 0
        ? null
        : "waits for %d outputs of this replica that the broker does not hold yet"
            .formatted(outputs);
  }

  /** Which partition of this number has no leader, so that it cannot be read; null if none. */
  @Nullable String leaderless(TopicLook look, int partition) {
    return Stream.of(topics.input(), topics.output())
        .map(topic -> new TopicPartition(topic, partition))
        .filter(look.leaderless()::contains)
        .findFirst()
        .map("waits for a broker that leads %s"::formatted)
        .orElse(null);
  }

  /** A reader of this stage's output. */
  TailReader<O> tailReader() {
    return new TailReader<>(
        definition.output(),
        outputCodec,
        topics.output(),
        definition.takesSingleRecords(),
        LaneFilter.of(lane, topics.output()));
  }

  /** A partition that goes on from there, to be used on this thread. */
  PartitionRunner<I, O> open(int partition, StartPoint<O> start, Executor thread) {
    return new PartitionRunner<>(
        new PartitionContext<>(
            definition,
            inputCodec,
            outputCodec,
            statusCodec,
            topics.input(),
            partition,
            config.limits(),
            budget,
            pending.counted(partition, number -> new KafkaOutbox(outputs, number, lane)),
            thread,
            new PartitionListener(partition, metrics, log, traces(partition))),
        start);
  }

  private StageListener traces(int partition) {
    return traces == null
        ? new StageListener() {}
        : new PartitionTraces(
            traces, partition, definition.input().recordClass(), definition.output().recordClass());
  }

  @Override
  public void close() {
    pool.shutdownNow();
    if (traces != null) {
      traces.close();
    }
  }

  private static int threads(StageConfig config) {
    return config.threads() > 0
        ? config.threads()
        : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private static ThreadFactory named(String stage) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "neume-" + stage + "-" + number.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }
}
