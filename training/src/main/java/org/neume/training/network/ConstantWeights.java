package org.neume.training.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trained weights as constants of a graph, by their own names: what an exported network carries. */
public final class ConstantWeights implements WeightSource {
  private final Ops tf;
  private final WeightLayout layout;
  private final float[] values;

  /**
   * Prepares the constants; one enters the graph when it is asked for.
   *
   * @param values the flat vector of {@code layout}
   */
  public ConstantWeights(Ops tf, WeightLayout layout, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "the network has " + layout.size() + " weights, " + values.length + " were given");
    }
    this.tf = tf;
    this.layout = layout;
    this.values = values.clone();
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    for (WeightSpec spec : layout.specs()) {
      if (spec.name().equals(name)) {
        int at = layout.offset(name);
        return tf.withName(name)
            .constant(
                Shape.of(spec.extents()),
                DataBuffers.of(Arrays.copyOfRange(values, at, at + spec.size())));
      }
    }
    throw new IllegalArgumentException("the network has no weight called " + name);
  }
}
