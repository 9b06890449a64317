package org.neume.training.multipitch;

import java.util.List;
import org.neume.training.network.Dropout;
import org.neume.training.network.MultipitchNetwork;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.neume.training.train.TrainableNetwork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network of the multipitch family as it is trained: by the square loss, or by cross-entropy, summed over
 * the pitches of a frame.
 *
 * @param config its shape
 */
public record MultipitchGraph(MultipitchNetwork config) implements TrainableNetwork {
  /** Brings the gradient's norm near 1, where it is clipped. */
  private static final float SCALE = 10;

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
  public double dropout() {
    return 0;
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return config.activations(tf, features, weights);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(-1, -1, config.width()), Shape.of(-1, -1, MultipitchNetwork.PITCHES));
  }

  @Override
  public Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
    Operand<TFloat32> said = config.estimates(tf, inputs.get(0), weights);
    Operand<TFloat32> truth = inputs.get(1);
    Operand<TFloat32> each;
    if (config.isLogistic()) {
      each = tf.math.sub(tf.math.softplus(said), tf.math.mul(truth, said));
    } else {
      Operand<TFloat32> miss = tf.math.sub(said, truth);
      each = tf.math.mul(miss, miss);
    }
    return tf.math.mul(tf.constant(SCALE), tf.math.mean(each, tf.constant(new int[] {0, 1, 2})));
  }
}
