package org.neume.stage;

/**
 * Where a recording's first input lies, for machines that read another topic beside their inputs.
 *
 * @param partition the number of the input partition, and of the recording's partition in every topic
 * @param logTime time stamp of the first input, in milliseconds since 1970
 */
public record Origin(int partition, long logTime) {}
