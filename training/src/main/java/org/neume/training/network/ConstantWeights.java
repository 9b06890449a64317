package org.neume.training.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/**
 * Trained weights as constants of a graph, by their own names: what an exported network carries. Those of a
 * network of more than 20 MB are stored as float16 and converted when it is loaded.
 */
public final class ConstantWeights implements WeightSource {
  /** From so many bytes of float32 on, weights are stored as float16. */
  private static final long LARGE = 20_000_000;

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

  /** Whether the weights are stored as float16, which a network of so many needs. */
  private boolean isHalved() {
    return (long) layout.exportedSize() * Float.BYTES > LARGE;
  }

  private Operand<TFloat32> whole(WeightSpec spec, float[] own) {
    return tf.withName(spec.name()).constant(Shape.of(spec.extents()), DataBuffers.of(own));
  }

  /** Two bytes for each weight in the file; the graph has them as float32 when it is loaded. */
  private Operand<TFloat32> halved(WeightSpec spec, float[] own) {
    TFloat16 stored = TFloat16.tensorOf(Shape.of(spec.extents()), DataBuffers.of(own));
    Operand<TFloat16> constant = tf.withName(spec.name() + ".half").constantOf(stored);
    return tf.withName(spec.name()).dtypes.cast(constant, TFloat32.class);
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    for (WeightSpec spec : layout.specs()) {
      if (spec.name().equals(name)) {
        int at = layout.offset(name);
        float[] own = Arrays.copyOfRange(values, at, at + spec.size());
        return isHalved() ? halved(spec, own) : whole(spec, own);
      }
    }
    throw new IllegalArgumentException("the network has no weight called " + name);
  }
}
