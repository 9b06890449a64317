package org.neume.training.network;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network without anything that only its training needs: what an exported graph holds. Immutable.
 */
public interface ExportableNetwork {

  /** Name of the model folder. */
  String name();

  /** Values of a frame of its input. */
  int width();

  /** Its weights. */
  WeightLayout layout();

  /** The weights that a training begins with: as {@link WeightLayout#initialWeights} draws them. */
  default float[] initialWeights(long seed) {
    return layout().initialWeights(seed);
  }

  /**
   * Adds the network to a graph, without dropout. Every build gives the nodes the same names.
   *
   * @param features [batch, frames, {@link #width}]; batch and frames may be unknown until the graph
   *     runs
   * @return what the network says, as its readers get it
   */
  Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights);

  /**
   * The network with one residual block fewer, which a training of this one may begin with: the weights
   * of both have the same names. Empty where there is none.
   */
  default Optional<ExportableNetwork> shallower() {
    return Optional.empty();
  }
}
