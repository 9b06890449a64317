package org.neume.training.train;

/** Draws the batches of a run. */
@FunctionalInterface
public interface BatchSource {

  /**
   * Batch number {@code step}, from 0. It depends on the seed, the number and the pieces alone, so that
   * a run can go on anywhere; called from a thread of its own.
   */
  Batch batch(long step);
}
