package org.neume.cli.bench;

/**
 * Shares, 0 to 1, of all processors of this machine in a span.
 *
 * @param services of the services
 * @param own of this process: broker, reader
 * @param machine of everything that ran; NaN where the system does not tell
 */
record CpuUse(double services, double own, double machine) {}
