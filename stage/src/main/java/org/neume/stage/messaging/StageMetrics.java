package org.neume.stage.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.StageListener;

/**
 * A stage's meters, all tagged with the stage and its lane. Safe for use by many threads, but for {@link
 * #tick}.
 */
final class StageMetrics implements StageListener {
  private final String stage;
  private final Tags tags;
  private final MeterRegistry registry;
  private final StageLatency latency;
  private final Counter inputs;
  private final Counter repeats;
  private final Counter gaps;
  private final Counter deadLetters;
  private final Counter outputs;
  private final Counter completed;
  private final Counter failed;
  private final Counter waits;
  private final DoubleAdder seconds = new DoubleAdder();
  private final Map<Integer, PartitionGauges> partitions = new ConcurrentHashMap<>();
  private volatile double realTimeFactor;
  private double lastSeconds;
  private long lastNanos = System.nanoTime();

  StageMetrics(String stage, String lane, MeterRegistry registry, Budget budget) {
    this.stage = stage;
    tags = Tags.of("stage", stage, "lane", lane);
    this.registry = registry;
    latency = new StageLatency(tags, registry);
    inputs = counter("inputs", "Input records applied");
    repeats = counter("repeats.dropped", "Input records dropped because they were applied before");
    gaps = counter("gaps", "Recordings whose input lacked records");
    deadLetters = counter("dead.letters", "Records sent to the dead letters");
    outputs = counter("outputs", "Output records acknowledged by the broker");
    completed = counter("recordings.completed", "Recordings completed");
    failed = counter("recordings.failed", "Recordings given up, here or before");
    waits = counter("recordings.waits", "Times that new recordings had to wait for a slot");
    Gauge.builder("neume.stage.recordings.open", budget, Budget::recordings)
        .description("Recordings open now, one for each of their input streams")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.audio", seconds, DoubleAdder::sum)
        .description("Audio applied, in seconds")
        .baseUnit("seconds")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.real.time.factor", this, m -> m.realTimeFactor)
        .description("Seconds of audio applied per second, since the commit before last")
        .tags(tags)
        .register(registry);
    pending(budget);
  }

  private void pending(Budget budget) {
    Gauge.builder("neume.stage.pending.records", budget, Budget::records)
        .description("Outputs not yet acknowledged by the broker")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.pending.records.limit", budget, Budget::mostRecords)
        .description("Outputs that may be pending before the input waits")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.pending.bytes", budget, Budget::bytes)
        .description("Bytes of outputs not yet acknowledged by the broker")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.pending.limit", budget, Budget::mostBytes)
        .description("Bytes of outputs that may be pending before the input waits")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags)
        .register(registry);
  }

  /** The stage's name. */
  String stage() {
    return stage;
  }

  /** Counts what a shell holds. */
  void watch(StageShell shell) {
    ShellGauges.register(shell, tags, registry);
  }

  /** An input waited this long for its partition's thread. */
  void waited(long nanos) {
    latency.waited(nanos);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("neume.stage." + name)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** Takes note of how the time since the last call was used. Called by one thread at a time. */
  void tick() {
    long now = System.nanoTime();
    double applied = seconds.sum();
    double elapsed = (now - lastNanos) / 1e9;
    if (elapsed > 0) {
      realTimeFactor = (applied - lastSeconds) / elapsed;
    }
    lastSeconds = applied;
    lastNanos = now;
  }

  /** Mean seconds of audio in an input record; 0 before the first. */
  double secondsPerInput() {
    double records = inputs.count();
    return records > 0 ? seconds.sum() / records : 0;
  }

  /** What one partition has before it and holds back. */
  void partition(int partition, long backlog, double watermarkAge) {
    PartitionGauges gauges =
        partitions.computeIfAbsent(partition, p -> new PartitionGauges(tags(p), registry));
    gauges.set((double) backlog, backlog * secondsPerInput(), watermarkAge);
  }

  /** The partition belongs to another replica from now on. */
  void forget(int partition) {
    PartitionGauges gauges = partitions.remove(partition);
    if (gauges != null) {
      gauges.remove(registry);
    }
  }

  @Override
  public void applied(InputRecord source, double audioSeconds) {
    inputs.increment();
    seconds.add(audioSeconds);
    latency.applied(source);
  }

  @Override
  public void repeatDropped() {
    repeats.increment();
  }

  @Override
  public void waiting(String recordingId) {
    waits.increment();
  }

  @Override
  public void gap(String recordingId) {
    gaps.increment();
  }

  @Override
  public void deadLetter(String cause) {
    deadLetters.increment();
  }

  @Override
  public void acknowledged(Acknowledged output) {
    outputs.increment();
    latency.acknowledged(output);
  }

  @Override
  public void completed(String recordingId) {
    completed.increment();
  }

  @Override
  public void failed(String recordingId, String cause, boolean here) {
    failed.increment();
  }

  private Tags tags(int partition) {
    return tags.and("partition", Integer.toString(partition));
  }
}
