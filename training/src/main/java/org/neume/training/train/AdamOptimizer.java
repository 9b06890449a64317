package org.neume.training.train;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The part of a training graph that updates one flat vector of weights: clipping by the norm over
 * all weights, decoupled decay, Adam, and a running mean of the weights. Learning rate and the other
 * scalars come from outside, so that any schedule can steer it.
 */
final class AdamOptimizer {
  final Variable<TFloat32> firstMoment;
  final Variable<TFloat32> secondMoment;
  final Variable<TFloat32> average;
  final Placeholder<TFloat32> learningRate;
  final Placeholder<TFloat32> beta1Power;
  final Placeholder<TFloat32> beta2Power;
  final Placeholder<TFloat32> epsilon;
  final Placeholder<TFloat32> decay;
  final Placeholder<TFloat32> averageDecay;
  final Operand<TFloat32> gradientNorm;
  final Op update;

  /**
   * Adds the update to the graph.
   *
   * @param weights flat variable
   * @param gradient gradient of the loss, same shape
   * @param decayed 1 for every weight that decays, 0 for the others
   * @param average variable for the running mean of the weights
   */
  AdamOptimizer(
      Ops tf,
      Variable<TFloat32> weights,
      Variable<TFloat32> average,
      Operand<TFloat32> gradient,
      Operand<TFloat32> decayed,
      double clipNorm,
      int size) {
    this.average = average;
    firstMoment = tf.variable(Shape.of(size), TFloat32.class);
    secondMoment = tf.variable(Shape.of(size), TFloat32.class);
    learningRate = scalar(tf);
    beta1Power = scalar(tf);
    beta2Power = scalar(tf);
    epsilon = scalar(tf);
    decay = scalar(tf);
    averageDecay = scalar(tf);

    gradientNorm = tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.nn.l2Loss(gradient)));
    Operand<TFloat32> scale =
        tf.math.minimum(
            tf.constant(1f),
            tf.math.div(
                tf.constant((float) clipNorm), tf.math.add(gradientNorm, tf.constant(1e-12f))));
    Operand<TFloat32> clipped = tf.math.mul(gradient, scale);
    // Nothing may touch the weights before every gradient that reads them is there.
    Op shrunk =
        tf.withControlDependencies(clipped)
            .assignSub(weights, tf.math.mul(tf.math.mul(decayed, decay), weights));
    Operand<TFloat32> moved =
        tf.withControlDependencies(shrunk)
            .train
            .applyAdam(
                weights,
                firstMoment,
                secondMoment,
                beta1Power,
                beta2Power,
                learningRate,
                tf.constant((float) OptimizerOptions.BETA_1),
                tf.constant((float) OptimizerOptions.BETA_2),
                epsilon,
                clipped);
    update =
        tf.assignAdd(
            average,
            tf.math.mul(tf.math.sub(tf.constant(1f), averageDecay), tf.math.sub(moved, average)));
  }

  private static Placeholder<TFloat32> scalar(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
