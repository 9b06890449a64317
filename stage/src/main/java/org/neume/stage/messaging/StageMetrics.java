package org.neume.stage.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.jboss.logging.Logger;
import org.neume.stage.Budget;
import org.neume.stage.StageListener;

/** A stage's meters, all named {@code neume.stage.*} and tagged with the stage. */
final class StageMetrics implements StageListener {
  private static final Logger LOG = Logger.getLogger(StageMetrics.class);
  private static final long WARN_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String stage;
  private final MeterRegistry registry;
  private final Counter inputs;
  private final Counter repeats;
  private final Counter gaps;
  private final Counter deadLetters;
  private final Counter outputs;
  private final Counter completed;
  private final Counter failed;
  private final Counter waits;
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - WARN_AGAIN_NANOS - 1);
  private final DoubleAdder seconds = new DoubleAdder();
  private final Map<Integer, PartitionGauges> partitions = new ConcurrentHashMap<>();
  private volatile double realTimeFactor;
  private double lastSeconds;
  private long lastNanos = System.nanoTime();

  StageMetrics(String stage, MeterRegistry registry, Budget budget) {
    this.stage = stage;
    this.registry = registry;
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
        .tag("stage", stage)
        .register(registry);
    Gauge.builder("neume.stage.audio", seconds, DoubleAdder::sum)
        .description("Audio applied, in seconds")
        .baseUnit("seconds")
        .tag("stage", stage)
        .register(registry);
    Gauge.builder("neume.stage.real.time.factor", this, m -> m.realTimeFactor)
        .description("Seconds of audio applied per second, since the commit before last")
        .tag("stage", stage)
        .register(registry);
    Gauge.builder("neume.stage.pending.records", budget, Budget::records)
        .description("Outputs not yet acknowledged by the broker")
        .tag("stage", stage)
        .register(registry);
    Gauge.builder("neume.stage.pending.bytes", budget, Budget::bytes)
        .description("Bytes of outputs not yet acknowledged by the broker")
        .baseUnit(BaseUnits.BYTES)
        .tag("stage", stage)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("neume.stage." + name)
        .description(description)
        .tag("stage", stage)
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
        partitions.computeIfAbsent(partition, p -> new PartitionGauges(stage, p, registry));
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
  public void applied(double audioSeconds) {
    inputs.increment();
    seconds.add(audioSeconds);
  }

  @Override
  public void repeatDropped() {
    repeats.increment();
  }

  @Override
  public void waiting(String recordingId) {
    waits.increment();
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last > WARN_AGAIN_NANOS && lastWarning.compareAndSet(last, now)) {
      LOG.warnf(
          "%s: %s and others wait in the log until open recordings end:"
              + " raise neume.stage.recordings and gathered-bytes if there is memory, or start another replica",
          stage, recordingId);
    }
  }

  @Override
  public void gap(String recordingId) {
    gaps.increment();
    LOG.warnf("%s: records of %s are missing from the log", stage, recordingId);
  }

  @Override
  public void deadLetter(String cause) {
    deadLetters.increment();
  }

  @Override
  public void acknowledged() {
    outputs.increment();
  }

  @Override
  public void completed(String recordingId) {
    completed.increment();
    LOG.debugf("%s: %s is complete", stage, recordingId);
  }

  @Override
  public void failed(String recordingId, String cause) {
    failed.increment();
    LOG.warnf("recording %s is given up: %s", recordingId, cause);
  }

  static Tags tags(String stage, int partition) {
    return Tags.of(Tag.of("stage", stage), Tag.of("partition", Integer.toString(partition)));
  }
}
