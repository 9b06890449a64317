package org.neume.stage.messaging;

import org.neume.stage.StartPoint;

/**
 * What a partition is taken over with.
 *
 * @param partition its number
 * @param from the offset of the first input to be read
 * @param start what the logs say
 */
record Takeover<O>(int partition, long from, StartPoint<O> start) {}
