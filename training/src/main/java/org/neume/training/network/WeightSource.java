package org.neume.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where the nodes of a graph get their weights: slices of a variable, or constants. */
@FunctionalInterface
public interface WeightSource {

  /** The tensor of the weight {@code name}, in its own shape. */
  Operand<TFloat32> weight(String name);
}
