package org.neume.training.train;

import java.util.List;
import org.neume.training.network.Dropout;
import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.WeightSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network with what its training needs: what a step is fed, and the loss. Immutable. */
public interface TrainableNetwork extends ExportableNetwork {

  /** Share of channels that dropout silences while training, 0 to below 1. */
  double dropout();

  /** Shapes of the arrays of a batch, in the order of {@link Batch#arrays}; -1 where any size goes. */
  List<Shape> inputs();

  /**
   * Adds the network as it trains, and its loss, to a graph.
   *
   * @param inputs what a step is fed, in the order of {@link #inputs()}
   * @return a scalar
   */
  Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout);
}
