package org.neume.stage.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.stage.Budget;
import org.neume.stage.CommitPoint;
import org.neume.stage.OutputRecord;
import org.neume.stage.PartitionContext;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageDefinition;
import org.neume.stage.StageLimits;
import org.neume.stage.StageListener;

/**
 * One life of a partition's owner over {@link StageLogs}, one event at a time: an input is taken, a
 * task runs, a record is written, an acknowledgement arrives, a commit is made, or something happens
 * around the stage. Which of the possible events comes next is drawn from a seed.
 *
 * @param <I> input record class
 * @param <O> output record class
 */
public final class StageSimulation<I extends SpecificRecordBase, O extends SpecificRecordBase> {
  /** Limits that nothing here comes near. */
  public static final StageLimits LIMITS =
      new StageLimits(10_000, 1 << 26, 1_000, 100, 1_000, 254 * 1024, Duration.ofMinutes(5));

  private record InFlight(OutputRecord record, CompletableFuture<Long> acknowledgement) {}

  private final StageLogs<I, O> logs;
  private final Random random;
  private final Supplier<List<Runnable>> around;
  private final PartitionRunner<I, O> runner;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Map<OutputRecord.Kind, ArrayDeque<InFlight>> producer =
      new EnumMap<>(OutputRecord.Kind.class);
  private final ArrayDeque<Runnable> acknowledgements = new ArrayDeque<>();
  private final Budget budget;
  private int nextInput;
  private long mostBytes;
  private int events;

  /**
   * An owner that takes over what the logs say.
   *
   * @param around what may happen around the stage at any moment
   */
  public StageSimulation(
      StageDefinition<I, O> definition,
      StageLogs<I, O> logs,
      long seed,
      StageLimits limits,
      Supplier<List<Runnable>> around) {
    this.logs = logs;
    this.around = around;
    random = new Random(seed);
    nextInput = logs.firstInput();
    budget = new Budget(limits);
    runner =
        new PartitionRunner<>(
            new PartitionContext<>(
                definition,
                logs.inputs,
                logs.outputs,
                logs.statuses,
                "in",
                7,
                limits,
                budget,
                this::send,
                tasks::add,
                new StageListener() {}),
            logs.startPoint(definition.takesSingleRecords()));
  }

  private CompletableFuture<Long> send(OutputRecord record) {
    CompletableFuture<Long> acknowledgement = new CompletableFuture<>();
    producer
        .computeIfAbsent(record.kind(), k -> new ArrayDeque<>())
        .add(new InFlight(record, acknowledgement));
    return acknowledgement;
  }

  /** Makes the next event happen; false if nothing can. */
  public boolean step() {
    List<Runnable> possible = new ArrayList<>(around.get());
    if (nextInput < logs.published.size() && runner.hasRoom()) {
      possible.add(() -> runner.accept(logs.published.get(nextInput++)));
    }
    if (runner.waiting() && runner.mayResume()) {
      possible.add(() -> nextInput = (int) runner.resume().orElseThrow());
    }
    if (!tasks.isEmpty()) {
      possible.add(() -> tasks.removeFirst().run());
    }
    for (ArrayDeque<InFlight> queue : producer.values()) {
      if (!queue.isEmpty()) {
        possible.add(() -> write(queue.removeFirst()));
      }
    }
    if (!acknowledgements.isEmpty()) {
      possible.add(() -> acknowledgements.removeFirst().run());
    }
    if (possible.isEmpty()) {
      return false;
    }
    if (random.nextInt(8) == 0) {
      possible.add(this::commit);
    }
    possible.get(random.nextInt(possible.size())).run();
    events++;
    mostBytes = Math.max(mostBytes, budget.bytes());
    if (runner.failure() != null) {
      throw new AssertionError("the partition was given up", runner.failure());
    }
    return true;
  }

  private void write(InFlight first) {
    long offset = logs.write(first.record);
    acknowledgements.add(() -> first.acknowledgement.complete(offset));
  }

  private void commit() {
    CommitPoint point = runner.commitPoint();
    if (point != null) {
      if (logs.committed != null && point.offset() < logs.committed.offset()) {
        throw new AssertionError("the watermark went back");
      }
      logs.committed = point;
    }
  }

  /** Lives on until nothing can happen any more. */
  public StageSimulation<I, O> drain() {
    while (step()) {
      // on
    }
    return this;
  }

  /** Lives for this many events and is gone, with all that was not written. */
  public void dieAfter(int count) {
    while (events < count && step()) {
      // on
    }
    runner.close();
  }

  /** The most bytes of outputs that were on their way at once. */
  public long mostBytes() {
    return mostBytes;
  }

  /** Bytes of outputs that are on their way, or being made, now. */
  public long pendingBytes() {
    return budget.bytes();
  }

  /** Why the partition was given up; null while it works. */
  public @Nullable Throwable failure() {
    return runner.failure();
  }

  /** The offset that would be committed now; -1 if nothing may be. */
  public long commitOffset() {
    CommitPoint point = runner.commitPoint();
    return point == null ? -1 : point.offset();
  }

  /** Events so far. */
  public int events() {
    return events;
  }

  /** Recordings open now. */
  public int openRecordings() {
    return runner.openRecordings();
  }
}
