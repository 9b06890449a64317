package org.neume.inference.model;

import java.util.concurrent.CompletableFuture;

/** Sends windows through a network. Safe for use by many threads. */
@FunctionalInterface
public interface WindowRunner {
  /**
   * Computes one window; may wait while too much is under way.
   *
   * @return frames x outputs, row-major, for every frame of the input; completes exceptionally, with
   *     a one-line message, if this window cannot be computed
   */
  CompletableFuture<float[]> run(NetworkInput input);
}
