package org.neume.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;

/**
 * One life of a partition's owner over {@link SimulatedLogs}, one event at a time: an input is
 * taken, a block is computed, a record is written, an acknowledgement arrives, a commit is made.
 * Which of the possible events comes next is drawn from a seed, so that a life can be repeated up to
 * any event and ended there.
 */
final class Simulation {
  static final StageLimits LIMITS =
      new StageLimits(10_000, 1 << 20, 1_000, 100, 1_000, 1 << 16, Duration.ofSeconds(60));

  /** The same with this many recordings open at once. */
  static StageLimits limits(int recordings) {
    return new StageLimits(
        LIMITS.pendingRecords(),
        LIMITS.pendingBytes(),
        LIMITS.pendingRecordsPerRecording(),
        recordings,
        LIMITS.remembered(),
        LIMITS.recordBytes(),
        LIMITS.stallAfter());
  }

  /** A record in the producer's hands, or written and not yet known to be. */
  private record InFlight(OutputRecord record, CompletableFuture<Long> acknowledgement) {}

  private record Acknowledgement(CompletableFuture<Long> target, long offset) {}

  final SimulatedLogs logs;
  final Counters counters = new Counters();
  final PartitionRunner<AudioChunk, FeatureBlock> runner;
  private final Random random;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Map<OutputRecord.Kind, ArrayDeque<InFlight>> producer =
      new EnumMap<>(OutputRecord.Kind.class);
  private final ArrayDeque<Acknowledgement> acknowledgements = new ArrayDeque<>();
  private final List<Runnable> computations = new ArrayList<>();
  private int nextInput;
  private final Budget budget;

  /** Topics that take nothing for now. */
  final Set<OutputRecord.Kind> withheld = new HashSet<>();

  private boolean fenced;
  private boolean refusing;
  int events;

  /** How often recordings that had waited were gone back to. */
  int resumed;

  Simulation(SimulatedLogs logs, long seed) {
    this(logs, seed, LIMITS);
  }

  Simulation(SimulatedLogs logs, long seed, StageLimits limits) {
    this(logs, seed, limits, new Budget(limits));
  }

  /** One partition of a stage that has several. */
  Simulation(SimulatedLogs logs, long seed, StageLimits limits, Budget budget) {
    this.logs = logs;
    random = new Random(seed);
    this.budget = budget;
    nextInput = logs.firstInput();
    for (OutputRecord.Kind kind : OutputRecord.Kind.values()) {
      producer.put(kind, new ArrayDeque<>());
    }
    runner =
        new PartitionRunner<>(
            new PartitionContext<>(
                new ToyStage(this::compute, random::nextBoolean),
                SimulatedLogs.AUDIO,
                SimulatedLogs.BLOCKS,
                SimulatedLogs.STATUSES,
                "in",
                7,
                limits,
                budget,
                this::send,
                tasks::add,
                counters),
            logs.startPoint());
  }

  private CompletableFuture<FeatureBlock> compute(FeatureBlock block) {
    CompletableFuture<FeatureBlock> result = new CompletableFuture<>();
    if (random.nextBoolean()) {
      result.complete(block);
    } else {
      computations.add(() -> result.complete(block));
    }
    return result;
  }

  private CompletableFuture<Long> send(OutputRecord record) {
    CompletableFuture<Long> acknowledgement = new CompletableFuture<>();
    if (refusing && record.kind() == OutputRecord.Kind.OUTPUT) {
      acknowledgement.completeExceptionally(new IllegalStateException("not authorized"));
      return acknowledgement;
    }
    queue(record.kind()).add(new InFlight(record, acknowledgement));
    return acknowledgement;
  }

  private ArrayDeque<InFlight> queue(OutputRecord.Kind kind) {
    return producer.computeIfAbsent(kind, k -> new ArrayDeque<>());
  }

  /** The broker takes no outputs from here on. */
  void refuseOutputs() {
    refusing = true;
  }

  /** Outputs pending now. */
  int pendingRecords() {
    return budget.records();
  }

  /** Makes the next event happen; false if nothing can. The partition must not be given up. */
  boolean step() {
    boolean happened = stepQuietly();
    if (runner.failure() != null) {
      throw new AssertionError("the partition was given up", runner.failure());
    }
    return happened;
  }

  /** As {@link #step()}, but the partition may be given up. */
  boolean stepQuietly() {
    List<Runnable> possible = new ArrayList<>();
    if (nextInput < logs.inputs.size() && runner.hasRoom()) {
      possible.add(() -> take(logs.inputs.get(nextInput++)));
    }
    if (runner.waiting() && runner.mayResume()) {
      possible.add(
          () -> {
            nextInput = (int) runner.resume().orElseThrow();
            resumed++;
          });
    }
    if (!tasks.isEmpty()) {
      possible.add(() -> tasks.removeFirst().run());
    }
    producer.forEach(
        (kind, queue) -> {
          if (!queue.isEmpty() && !withheld.contains(kind)) {
            possible.add(
                () -> {
                  InFlight first = queue.removeFirst();
                  acknowledgements.add(
                      new Acknowledgement(first.acknowledgement, logs.write(first.record)));
                });
          }
        });
    if (!acknowledgements.isEmpty()) {
      possible.add(
          () -> {
            Acknowledgement first = acknowledgements.removeFirst();
            first.target.complete(first.offset);
          });
    }
    if (!computations.isEmpty()) {
      possible.add(() -> computations.remove(random.nextInt(computations.size())).run());
    }
    if (possible.isEmpty()) {
      return false;
    }
    if (random.nextInt(8) == 0) {
      possible.add(this::commit);
    }
    possible.get(random.nextInt(possible.size())).run();
    events++;
    return true;
  }

  private void take(InputRecord input) {
    if (logs.foreign.contains(input.offset())) {
      runner.pass(input.offset());
    } else {
      runner.accept(input);
    }
  }

  void commit() {
    CommitPoint point = runner.commitPoint();
    if (point != null && !fenced) {
      if (logs.committed != null && point.offset() < logs.committed.offset()) {
        throw new AssertionError("the watermark went back");
      }
      logs.committed = point;
    }
  }

  /** As {@link #step()}, for an owner whose commits the broker no longer takes. */
  void stepWithoutCommit() {
    fenced = true;
    step();
  }

  /** Lives on until nothing can happen any more. */
  Simulation drain() {
    while (step()) {
      // on
    }
    return this;
  }

  /** Lives for this many events and is gone, with all that was not written. */
  void dieAfter(int count) {
    while (events < count && step()) {
      // on
    }
    runner.close();
  }

  /** What the listener heard. */
  static final class Counters implements StageListener {
    int repeats;
    int gaps;
    final List<String> failures = new ArrayList<>();
    final List<String> completed = new ArrayList<>();
    final List<String> waiting = new ArrayList<>();

    @Override
    public void repeatDropped() {
      repeats++;
    }

    @Override
    public void gap(String recordingId) {
      gaps++;
    }

    @Override
    public void waiting(String recordingId) {
      waiting.add(recordingId);
    }

    @Override
    public void completed(String recordingId) {
      completed.add(recordingId);
    }

    @Override
    public void failed(String recordingId, String cause, boolean here) {
      failures.add(recordingId + ": " + cause);
    }
  }
}
