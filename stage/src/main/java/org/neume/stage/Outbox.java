package org.neume.stage;

import java.util.concurrent.CompletionStage;

/**
 * Where a partition's output records go.
 *
 * <p>Records of one kind are written in the order in which they are sent. Called by the partition's
 * thread alone; never blocks it.
 */
@FunctionalInterface
public interface Outbox {
  /**
   * Sends a record.
   *
   * @return completes with the record's offset once the broker holds it for good; completes
   *     exceptionally if it never will, after which the partition must be given up
   */
  CompletionStage<Long> send(OutputRecord record);
}
