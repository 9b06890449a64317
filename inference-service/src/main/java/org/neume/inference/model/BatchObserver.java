package org.neume.inference.model;

/** Told of every batch, for metrics. Called on the worker's thread; must be quick. */
public interface BatchObserver {
  /** Watches nothing. */
  BatchObserver NONE = new BatchObserver() {};

  /**
   * A batch was computed.
   *
   * @param windows windows in it
   * @param size its size, padding included
   * @param waitNanos how long its oldest window waited
   * @param computeNanos how long the engine took
   */
  default void computed(int windows, int size, long waitNanos, long computeNanos) {}

  /** A window could not be computed. */
  default void failed() {}
}
