package org.neume.training.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Silences channels while training, and does nothing otherwise. */
@FunctionalInterface
public interface Dropout {

  /** No dropout: for inference. */
  Dropout NONE = (tf, input) -> input;

  /**
   * Drops whole channels of each item of the batch and scales the others up, so that the mean
   * stays.
   *
   * @param input rank 3 [batch, frames, channels] or rank 4 [batch, frames, bands, channels]
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> input);
}
