package org.neume.stage.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.stage.CommitPoint;

/**
 * Commits, for each partition, the offset below which no input is needed any more, together with
 * what a successor needs to find the tail of the output.
 *
 * <p>Messages' acknowledgements mean nothing here: SmallRye's own strategies commit what was
 * processed, but a stage still needs inputs that it has processed (docs/adr/001). Commits are made
 * periodically, when partitions are revoked, and at the end.
 */
final class WatermarkCommitHandler implements KafkaCommitHandler {
  private static final Logger LOG = Logger.getLogger(WatermarkCommitHandler.class);
  private static final Duration REVOKE_PATIENCE = Duration.ofSeconds(3);

  private final String channel;
  private final KafkaConsumer<?, ?> client;
  private final CompletableFuture<StageRoom<?, ?>> room;
  private final Takeovers takeovers;
  private final ScheduledExecutorService timer;
  private final Map<TopicPartition, CommitPoint> committed = new ConcurrentHashMap<>();
  private volatile boolean committing;

  WatermarkCommitHandler(
      KafkaConnectorIncomingConfiguration config, KafkaConsumer<?, ?> client, StageShells shells) {
    channel = config.getChannel();
    this.client = client;
    room = shells.room(channel);
    shells.connection(channel).complete(new HashMap<>(client.configuration()));
    takeovers = new Takeovers(channel, client);
    var unusedCheck = room.thenAccept(takeovers::check);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "neume-commit-" + channel);
              thread.setDaemon(true);
              return thread;
            });
    long period = shells.limits().commitInterval().toMillis();
    var unused = timer.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> partitions) {
    int generation = generation();
    List<TopicPartition> assigned = List.copyOf(partitions);
    var unused =
        room.thenAccept(
            opened -> {
              StageShell shell = opened.shell();
              shell.assigned(assigned, generation, (held, offset) -> seek(shell, held, offset));
              takeovers.take(opened, assigned, generation);
            });
  }

  @Override
  public void partitionsRevoked(Collection<TopicPartition> partitions) {
    StageShell shell = shell();
    if (shell == null || partitions.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
    long deadline = System.nanoTime() + REVOKE_PATIENCE.toNanos();
    for (TopicPartition partition : partitions) {
      CommitPoint point = await(pointOf(shell, partition), deadline);
      if (point != null && !point.equals(committed.get(partition))) {
        last.put(partition, offset(point));
      }
      committed.remove(partition);
    }
    shell.revoked(partitions);
    if (!last.isEmpty()) {
      try {
        client.unwrap().commitSync(last, REVOKE_PATIENCE);
      } catch (KafkaException e) {
        // The successor reads a little more again, that is all.
        LOG.infof("%s: the last commit was not taken: %s", channel, e.getMessage());
      }
    }
  }

  @Override
  public void terminate(boolean graceful) {
    // Closing the consumer revokes what it holds, which commits.
    timer.shutdownNow();
    takeovers.close();
  }

  /** Reads a partition again from an offset on, unless it was lost meanwhile. */
  private void seek(StageShell shell, AssignedPartition held, long offset) {
    TopicPartition partition = held.topicPartition();
    client
        .runOnPollingThread(
            consumer -> {
              if (shell.partition(held.number()) == held
                  && consumer.assignment().contains(partition)) {
                long begin =
                    consumer
                        .beginningOffsets(List.of(partition), REVOKE_PATIENCE)
                        .getOrDefault(partition, 0L);
                consumer.seek(partition, Math.max(begin, offset));
                held.forgotten(begin);
              }
            })
        .subscribe()
        .with(
            done -> LOG.debugf("%s goes back to %d", partition, offset),
            failure -> {
              LOG.debugf("%s cannot go back yet: %s", partition, failure.getMessage());
              if (!timer.isShutdown() && shell.partition(held.number()) == held) {
                var unused = timer.schedule(() -> seek(shell, held, offset), 1, TimeUnit.SECONDS);
              }
            });
  }

  private @Nullable StageShell shell() {
    return room.isDone() ? room.join().shell() : null;
  }

  private int generation() {
    Consumer<?, ?> consumer = client.unwrap();
    return consumer == null ? -1 : consumer.groupMetadata().generationId();
  }

  private void tick() {
    StageShell shell = shell();
    if (shell == null) {
      return;
    }
    if (committing) {
      // Some partition's step takes long; that the broker is polled meanwhile has to be seen.
      look(shell);
      return;
    }
    committing = true;
    shell.metrics().tick();
    var unused =
        client
            .runOnPollingThread(
                consumer -> {
                  return observe(shell, consumer);
                })
            .subscribeAsCompletionStage()
            .thenCompose(ignored -> commit(shell))
            .whenComplete(
                (ignored, failure) -> {
                  committing = false;
                  if (failure != null) {
                    LOG.debugf("%s: no commit this time: %s", channel, failure.getMessage());
                  }
                });
  }

  private void look(StageShell shell) {
    client
        .runOnPollingThread(
            consumer -> {
              return observe(shell, consumer);
            })
        .subscribe()
        .with(
            partitions -> LOG.tracef("%s: polled with %d partitions", channel, partitions),
            failure -> LOG.debugf("%s: not polled: %s", channel, failure.getMessage()));
  }

  /** On the polling thread: what the broker has beyond what was taken. */
  private static int observe(StageShell shell, Consumer<?, ?> consumer) {
    shell.polled(System.nanoTime());
    Set<TopicPartition> assignment = consumer.assignment();
    for (TopicPartition partition : assignment) {
      AssignedPartition held = shell.partition(partition.partition());
      OptionalLong lag = consumer.currentLag(partition);
      if (held != null && lag.isPresent()) {
        held.observe(consumer.position(partition, REVOKE_PATIENCE) + lag.getAsLong());
      }
    }
    return assignment.size();
  }

  private CompletableFuture<Void> commit(StageShell shell) {
    Map<TopicPartition, CompletableFuture<@Nullable CommitPoint>> points = new HashMap<>();
    for (AssignedPartition partition : shell.partitions()) {
      points.put(partition.topicPartition(), partition.commitPoint());
    }
    return CompletableFuture.allOf(points.values().toArray(CompletableFuture[]::new))
        .thenCompose(
            ignored -> {
              Map<TopicPartition, CommitPoint> changed = new HashMap<>();
              points.forEach(
                  (partition, future) -> {
                    CommitPoint point = future.join();
                    if (point != null && !point.equals(committed.get(partition))) {
                      changed.put(partition, point);
                    }
                  });
              return commit(changed);
            });
  }

  private CompletableFuture<Void> commit(Map<TopicPartition, CommitPoint> points) {
    if (points.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    points.forEach((partition, point) -> offsets.put(partition, offset(point)));
    return client
        .commitAsync(offsets)
        .invoke(() -> committed.putAll(points))
        .subscribeAsCompletionStage();
  }

  private static CompletableFuture<@Nullable CommitPoint> pointOf(
      StageShell shell, TopicPartition partition) {
    AssignedPartition held = shell.partition(partition.partition());
    return held == null ? CompletableFuture.completedFuture(null) : held.commitPoint();
  }

  private static @Nullable CommitPoint await(
      CompletableFuture<@Nullable CommitPoint> point, long deadline) {
    try {
      return point.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (Exception e) {
      return null;
    }
  }

  private static OffsetAndMetadata offset(CommitPoint point) {
    return new OffsetAndMetadata(point.offset(), point.metadata());
  }
}
