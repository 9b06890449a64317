package org.neume.stage;

import java.time.Duration;

/**
 * What a stage may hold at once, in all partitions of this replica. Reaching a limit on pending
 * outputs stops the input until the broker has caught up; reaching the limit on recordings lets new
 * ones wait in the log while those that are open go on. Nothing is dropped for either.
 *
 * @param pendingRecords outputs computed or being computed, statuses and dead letters, all not yet
 *     acknowledged by the broker, in the whole stage
 * @param pendingBytes bytes of encoded records not yet acknowledged, and about those of records being
 *     computed that had to wait for something outside the stage, in the whole stage
 * @param pendingRecordsPerRecording as {@code pendingRecords}, for one recording
 * @param recordings recordings open at once in the whole stage, counting one for each of their
 *     input streams; a partition may always have one
 * @param remembered finished recordings whose late repeats are recognized, in the whole stage; a
 *     partition always remembers its last
 * @param recordBytes the largest record to be sent: value, key and headers. The topics must take 2
 *     KiB more, for their framing and for the cause in a record that closes a stream
 * @param stallAfter a recording without a new record for this long in log time is closed
 * @param gatheredBytes about what open recordings may have gathered that they keep until they end, in
 *     the whole stage, before new ones wait in the log; those that are open gather on
 */
public record StageLimits(
    int pendingRecords,
    long pendingBytes,
    int pendingRecordsPerRecording,
    int recordings,
    int remembered,
    int recordBytes,
    Duration stallAfter,
    long gatheredBytes) {

  /** Refuses limits with which nothing could move. */
  public StageLimits {
    if (pendingRecords < 1
        || pendingBytes < 1
        || pendingRecordsPerRecording < 1
        || recordings < 1
        || remembered < 1
        || recordBytes < 1
        || stallAfter.isNegative()
        || stallAfter.isZero()
        || gatheredBytes < 1) {
      throw new IllegalArgumentException("every stage limit must be positive");
    }
  }

  /** Limits of a stage whose recordings gather nothing. */
  public StageLimits(
      int pendingRecords,
      long pendingBytes,
      int pendingRecordsPerRecording,
      int recordings,
      int remembered,
      int recordBytes,
      Duration stallAfter) {
    this(
        pendingRecords,
        pendingBytes,
        pendingRecordsPerRecording,
        recordings,
        remembered,
        recordBytes,
        stallAfter,
        Long.MAX_VALUE);
  }
}
