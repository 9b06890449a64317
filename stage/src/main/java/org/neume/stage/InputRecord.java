package org.neume.stage;

import org.jspecify.annotations.Nullable;

/**
 * One record of an input partition as it lies in the log, not yet decoded.
 *
 * @param offset its position in the partition
 * @param timestamp its time stamp in the log, in milliseconds since 1970
 * @param key the recording that it says it belongs to; null if it says nothing
 * @param value the encoded record, owned by this record and never written to; null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the offset; nobody compares these
public record InputRecord(
    long offset, long timestamp, @Nullable String key, byte @Nullable [] value) {}
