package org.neume.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Weights as slices of one flat vector in the graph, each in its own shape. */
public final class FlatWeights implements WeightSource {
  private final Map<String, Operand<TFloat32>> slices = new LinkedHashMap<>();

  /**
   * Adds the slices to the graph.
   *
   * @param tf the graph's operations
   * @param vector the flat vector, {@code layout.size()} elements
   * @param layout what lies where
   */
  public FlatWeights(Ops tf, Operand<TFloat32> vector, WeightLayout layout) {
    int at = 0;
    for (WeightSpec spec : layout.specs()) {
      Operand<TFloat32> flat =
          tf.slice(vector, tf.constant(new int[] {at}), tf.constant(new int[] {spec.size()}));
      slices.put(spec.name(), tf.reshape(flat, tf.constant(spec.extents())));
      at += spec.size();
    }
  }

  @Override
  public Operand<TFloat32> weight(String name) {
    Operand<TFloat32> slice = slices.get(name);
    if (slice == null) {
      throw new IllegalArgumentException("the network has no weight called " + name);
    }
    return slice;
  }

  /** All slices in the order of the layout. */
  public List<Operand<TFloat32>> all() {
    return new ArrayList<>(slices.values());
  }
}
