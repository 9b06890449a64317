package org.neume.cli.bench;

/**
 * A new record of activations as a reader of the log saw it.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param partition where
 * @param frames output frames in it
 * @param window whether it begins a window's outputs
 */
record Arrival(long nanos, int partition, int frames, boolean window) {}
