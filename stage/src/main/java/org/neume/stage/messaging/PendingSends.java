package org.neume.stage.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.neume.stage.Outbox;
import org.neume.stage.OutputRecord;

/**
 * What this process has sent to each partition and the broker has not answered yet, whichever turn of
 * this replica sent it. A partition that comes back to the same replica, as after a broker that hung,
 * may still have outputs on their way: whoever reads its tail before they are there would compute and
 * send them again. Safe for use by many threads.
 */
final class PendingSends {
  private final ConcurrentHashMap<Integer, AtomicInteger> counts = new ConcurrentHashMap<>();

  /** How many records are on their way to this partition. */
  int of(int partition) {
    AtomicInteger count = counts.get(partition);
    return count == null ? 0 : count.get();
  }

  /** An outbox of a partition whose outputs and statuses are counted here. */
  Outbox counted(int partition, IntFunction<Outbox> outboxes) {
    Outbox outbox = outboxes.apply(partition);
    return record ->
        record.kind() == OutputRecord.Kind.DEAD_LETTER
            ? outbox.send(record)
            : counted(partition, outbox, record);
  }

  private CompletionStage<Long> counted(int partition, Outbox outbox, OutputRecord record) {
    AtomicInteger count = counts.computeIfAbsent(partition, p -> new AtomicInteger());
    count.incrementAndGet();
    try {
      return outbox.send(record).whenComplete((offset, failure) -> count.decrementAndGet());
    } catch (RuntimeException e) {
      count.decrementAndGet();
      return CompletableFuture.failedFuture(e);
    }
  }
}
