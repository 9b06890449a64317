package org.neume.stage.messaging;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.stage.Budget;
import org.neume.stage.Outbox;
import org.neume.stage.OutputTail;
import org.neume.stage.PartitionContext;
import org.neume.stage.PartitionRunner;
import org.neume.stage.StageLimits;
import org.neume.stage.StageListener;
import org.neume.stage.StartPoint;
import org.neume.stage.ToyStages;

/** A partition of the toy stage without a broker. */
final class ToyPartition {
  private ToyPartition() {}

  /**
   * Makes the runner of partition 0, at its beginning.
   *
   * @param start log time at which it begins, in milliseconds
   */
  static PartitionRunner<AudioChunk, FeatureBlock> runner(
      StageLimits limits, Outbox outbox, Executor thread, long start) {
    return runner(limits, outbox, thread, start, new StageListener() {});
  }

  /** The same with somebody who listens. */
  static PartitionRunner<AudioChunk, FeatureBlock> runner(
      StageLimits limits, Outbox outbox, Executor thread, long start, StageListener listener) {
    return new PartitionRunner<>(
        new PartitionContext<>(
            ToyStages.later(CompletableFuture::completedFuture),
            new AvroCodec<>(Topics.AUDIO.name(), AudioChunk.class, Map.of()),
            new AvroCodec<>(Topics.FEATURES.name(), FeatureBlock.class, Map.of()),
            new AvroCodec<>(Topics.STATUS.name(), RecordingStatus.class, Map.of()),
            Topics.AUDIO.name(),
            0,
            limits,
            new Budget(limits),
            outbox,
            thread,
            listener),
        new StartPoint<>(start, 0, 0, new OutputTail<>(Streams.FEATURES)));
  }
}
