package org.neume.stage;

/**
 * What the logs say when a partition is taken over.
 *
 * @param logTime the highest time stamp below the first input to be read, in milliseconds since
 *     1970; {@link CommitPoint#NO_TIME} if there was none
 * @param inputEnd the input partition's end at that moment: open recordings of the predecessor have
 *     inputs below it
 * @param outputEnd the output partition's end at that moment
 * @param tail the last record of each output stream up to there
 * @param <O> output record class
 */
public record StartPoint<O>(long logTime, long inputEnd, long outputEnd, OutputTail<O> tail) {}
