package org.neume.stage.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.neume.schemas.Topic;
import org.neume.stage.StageLimits;

/** What a stage may hold and how long it waits: the settings {@code neume.stage.*}. */
@ConfigMapping(prefix = "neume.stage")
public interface StageConfig {
  /** Outputs computed or being computed and not yet acknowledged, in the whole stage. */
  @WithDefault("512")
  int pendingRecords();

  /** Bytes of encoded outputs not yet acknowledged, in the whole stage. */
  @WithDefault("32M")
  MemorySize pendingBytes();

  /** As {@code pending-records}, for one recording. */
  @WithDefault("64")
  int pendingRecordsPerRecording();

  /** Inputs read from the broker and waiting for their partition's thread, in the whole stage. */
  @WithDefault("64")
  int queuedRecords();

  /**
   * Recordings open at once in the whole stage, counting one for each of their input streams; new
   * ones then wait in the log. A partition may always have one.
   */
  @WithDefault("64")
  int recordings();

  /**
   * About what open recordings may have gathered that they keep until they end, as a score its notes
   * and beats, before new ones wait in the log.
   */
  @WithDefault("128M")
  MemorySize gatheredBytes();

  /** Finished recordings whose late repeats are recognized, in the whole stage. */
  @WithDefault("10000")
  int remembered();

  /** A recording without a new record for this long in log time is closed. */
  @WithDefault("PT5M")
  Duration stallAfter();

  /** How often the watermark is committed. */
  @WithDefault("PT1S")
  Duration commitInterval();

  /** Threads that compute partitions; 0 for one per processor, at most 4. */
  @WithDefault("0")
  int threads();

  /** Liveness fails if polling, or one step of a partition, takes longer than this. */
  @WithDefault("PT2M")
  Duration stuckAfter();

  /** The limits that the pure machinery keeps. */
  default StageLimits limits() {
    return new StageLimits(
        pendingRecords(),
        pendingBytes().asLongValue(),
        pendingRecordsPerRecording(),
        recordings(),
        remembered(),
        // Key, headers and the broker's framing need room beside the value.
        Topic.MAX_RECORD_BYTES - 2_048,
        stallAfter(),
        gatheredBytes().asLongValue());
  }
}
