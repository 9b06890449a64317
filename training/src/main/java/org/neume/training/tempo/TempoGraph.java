package org.neume.training.tempo;

import java.util.List;
import org.neume.training.network.Dropout;
import org.neume.training.network.TempoNetwork;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.neume.training.train.TrainableNetwork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A tempo network as it is trained: its pulses against the beats.
 *
 * @param config its shape
 */
public record TempoGraph(TempoNetwork config) implements TrainableNetwork {
  @Override
  public String name() {
    return config.name();
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public WeightLayout layout() {
    return config.layout();
  }

  @Override
  public float[] initialWeights(long seed) {
    return config.initialWeights(seed);
  }

  @Override
  public double dropout() {
    return 0;
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return config.activations(tf, features, weights);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(-1, -1, config.width()), Shape.of(-1, -1, config.places()));
  }

  @Override
  public Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
    return config.loss(tf, inputs.get(0), inputs.get(1), weights);
  }
}
