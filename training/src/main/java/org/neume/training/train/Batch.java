package org.neume.training.train;

import java.util.List;

/** What one training step is fed. */
public interface Batch {

  /** The arrays, in the order of {@link TrainableNetwork#inputs}. */
  List<Array> arrays();

  /**
   * A row-major array.
   *
   * @param values moved once to the session, never changed
   * @param shape sizes of its dimensions
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Array(float[] values, long... shape) {}
}
