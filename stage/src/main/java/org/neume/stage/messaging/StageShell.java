package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.neume.stage.Budget;
import org.neume.stage.InputRecord;
import org.neume.stage.PartitionRunner;

/**
 * One stage behind its incoming channel: hands records to the partitions that this replica holds,
 * and lets the channel wait while there is no room. Safe for use by many threads.
 */
public final class StageShell {
  /** Makes the runner of a partition on the partition's thread. */
  interface Opener {
    PartitionRunner<?, ?> open(Executor thread);
  }

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final String name;
  private final Budget budget;
  private final StageMetrics metrics;
  private final Executor pool;
  private final int maxQueued;
  private final LaneFilter lanes;
  private final AtomicInteger queued = new AtomicInteger();
  private final Map<Integer, AssignedPartition> partitions = new ConcurrentHashMap<>();
  // Partitions of earlier turns whose last step is not over.
  private final Set<AssignedPartition> leaving = ConcurrentHashMap.newKeySet();
  // The channel asks for one record at a time, so at most one waits.
  private final AtomicReference<@Nullable CompletableFuture<Void>> waiting =
      new AtomicReference<>();
  private volatile boolean joined;
  private volatile @Nullable String trouble = "the broker's topics were not looked at yet";
  private volatile TopicLook look = TopicLook.NONE;
  private volatile long lastPoll = System.nanoTime();

  StageShell(
      String name,
      Budget budget,
      StageMetrics metrics,
      Executor pool,
      int maxQueued,
      LaneFilter lanes) {
    this.name = name;
    this.budget = budget;
    this.metrics = metrics;
    this.pool = pool;
    this.maxQueued = maxQueued;
    this.lanes = lanes;
  }

  /** The stage's name. */
  public String name() {
    return name;
  }

  /**
   * Takes the next record of the channel.
   *
   * @return completes when the channel may go on; the record's acknowledgement means nothing, the
   *     watermark is committed instead
   */
  public CompletionStage<Void> accept(IncomingKafkaRecord<String, byte[]> record) {
    AssignedPartition partition = partitions.get(record.getPartition());
    if (partition == null || Generations.of(record) < partition.generation()) {
      return DONE;
    }
    queued.incrementAndGet();
    InputRecord input =
        new InputRecord(
            record.getOffset(),
            record.getTimestamp() == null ? 0 : record.getTimestamp().toEpochMilli(),
            record.getKey(),
            record.getPayload());
    if (lanes.passesOver(record.getHeaders())) {
      partition.pass(input, queued::decrementAndGet);
    } else {
      partition.offer(input, queued::decrementAndGet);
    }
    if (hasRoom()) {
      return DONE;
    }
    CompletableFuture<Void> room = new CompletableFuture<>();
    waiting.set(room);
    changed();
    return room;
  }

  /** Partitions were given to this replica; their inputs wait until {@link #start}. */
  void assigned(
      Collection<TopicPartition> assigned, int generation, AssignedPartition.Seeker seeker) {
    joined = true;
    for (TopicPartition partition : assigned) {
      partitions.put(
          partition.partition(),
          new AssignedPartition(partition, generation, pool, metrics, seeker, this::changed));
    }
  }

  /** The partition's tail was read; its first input is at this offset. */
  void start(int number, int generation, long from, Opener opener) {
    AssignedPartition partition = partitions.get(number);
    if (partition != null && partition.generation() == generation) {
      partition.start(from, opener::open);
    }
  }

  /** The partition cannot be taken over yet. */
  void waits(int number, int generation, String why) {
    AssignedPartition partition = partitions.get(number);
    if (partition != null && partition.generation() == generation) {
      partition.waits(why);
    }
  }

  /** Partitions belong to others from now on. */
  void revoked(Collection<TopicPartition> revoked) {
    for (TopicPartition topicPartition : revoked) {
      AssignedPartition partition = partitions.remove(topicPartition.partition());
      if (partition != null) {
        leaving.add(partition);
        partition.revoke(() -> leaving.remove(partition));
        metrics.forget(partition.number());
      }
    }
    changed();
  }

  /** Whether an earlier turn of this partition is in a step, which may send outputs still. */
  boolean leaves(int number) {
    return leaving.stream().anyMatch(partition -> partition.number() == number);
  }

  /** Partitions of earlier turns that are in their last step. */
  Collection<AssignedPartition> leaving() {
    return leaving;
  }

  @Nullable AssignedPartition partition(int number) {
    return partitions.get(number);
  }

  Collection<AssignedPartition> partitions() {
    return partitions.values();
  }

  /** Inputs that were read and wait for their partition's thread. */
  int queued() {
    return queued.get();
  }

  /** Whether this replica has joined the group, with or without partitions. */
  boolean joined() {
    return joined;
  }

  /** What keeps the stage from taking input; null if nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** The broker was looked at: what is wrong with its topics, null if nothing is. */
  void trouble(@Nullable String problem) {
    trouble = problem;
  }

  /** What was seen last of the stage's topics; stays while no broker answers. */
  TopicLook look() {
    return look;
  }

  /** This was seen of the stage's topics. */
  void looked(TopicLook seen) {
    look = seen;
  }

  /** The polling thread was seen at this time. */
  void polled(long nanos) {
    lastPoll = nanos;
  }

  /** Why one of the partitions stopped for good, in one line; empty while all go on. */
  Optional<String> stopped() {
    for (AssignedPartition partition : partitions.values()) {
      Throwable failure = partition.view().failure();
      if (failure != null) {
        String cause = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return Optional.of("partition %d stopped: %s".formatted(partition.number(), cause));
      }
    }
    return Optional.empty();
  }

  /** Nanoseconds since the polling thread was last seen. */
  long sincePoll(long nanos) {
    return nanos - lastPoll;
  }

  StageMetrics metrics() {
    return metrics;
  }

  private boolean hasRoom() {
    return queued.get() < maxQueued
        && budget.hasRoom()
        && partitions.values().stream().noneMatch(AssignedPartition::full);
  }

  private void changed() {
    partitions.values().forEach(AssignedPartition::resumeIfRoom);
    if (waiting.get() != null && hasRoom()) {
      CompletableFuture<Void> room = waiting.getAndSet(null);
      if (room != null) {
        room.complete(null);
      }
    }
  }
}
