package org.neume.training.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neume.training.network.FlatWeights;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What an optimizer of one flat vector needs in a graph. */
final class FlatGradient {
  private FlatGradient() {}

  /** The gradient of {@code loss}, in the order of the layout. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> loss, FlatWeights slices) {
    var gradients = tf.gradients(loss, slices.all());
    List<Operand<TFloat32>> flat = new ArrayList<>();
    for (int i = 0; i < slices.all().size(); i++) {
      flat.add(tf.reshape(gradients.<TFloat32>dy(i), tf.constant(new int[] {-1})));
    }
    return tf.concat(flat, tf.constant(0));
  }

  /** 1 for every element of a kernel, 0 for biases. */
  static Operand<TFloat32> kernels(Ops tf, WeightLayout layout) {
    float[] mask = new float[layout.size()];
    for (WeightSpec spec : layout.specs()) {
      int at = layout.offset(spec.name());
      Arrays.fill(mask, at, at + spec.size(), spec.isBias() ? 0f : 1f);
    }
    return tf.constant(Shape.of(mask.length), DataBuffers.of(mask));
  }
}
