package org.neume.stage;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** What a recording's run needs of its partition. Every call back is on the partition's thread. */
interface RunHost {
  /** The stage's status records. */
  Statuses statuses();

  /** Sends a record; the action gets its offset once the broker holds it. */
  void send(OutputRecord record, LongConsumer acknowledged);

  /** Runs an action once a record is computed, or never will be. */
  void whenDone(CompletableFuture<?> record, Runnable action);

  /** Runs an action once the stage has room for more outputs. */
  void whenRoom(Runnable action);

  /** Stops the partition because of a failure that is no recording's fault. */
  void giveUp(Throwable cause);

  /** The run has nothing more to do. */
  void finished(RecordingRun<?, ?> run);
}
