package org.neume.training.beats;

import org.neume.training.network.NetworkOutputs;
import org.neume.training.network.OutputHeads;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The loss of a beat network as part of a graph. */
final class BeatLoss {
  private static final float TINY = 1e-6f;
  private final Ops tf;

  BeatLoss(Ops tf) {
    this.tf = tf;
  }

  /**
   * Adds the loss of a batch.
   *
   * @param targets [batch, frames, 2]
   * @param weights [batch, frames, 2]
   * @param tempoTargets [batch, tempo classes], rows of zeros where unknown
   */
  Operand<TFloat32> of(
      NetworkOutputs outputs,
      OutputHeads heads,
      Operand<TFloat32> targets,
      Operand<TFloat32> weights,
      Operand<TFloat32> tempoTargets,
      LossOptions options) {
    if (heads == OutputHeads.BEAT_CLASSES) {
      return classes(outputs.logits(), channel(targets, 0), channel(weights, 0));
    }
    Operand<TFloat32> beat = binary(outputs.logits(), targets, weights, 0);
    Operand<TFloat32> downbeat = binary(outputs.logits(), targets, weights, 1);
    Operand<TFloat32> frames =
        tf.math.add(beat, tf.math.mul(downbeat, tf.constant((float) options.downbeatWeight())));
    if (outputs.tempoLogits().isEmpty()) {
      return frames;
    }
    Operand<TFloat32> logits = outputs.tempoLogits().get();
    Operand<TFloat32> logProbabilities = tf.nn.logSoftmax(logits); // rank 2 already
    Operand<TFloat32> tempo =
        tf.math.neg(
            tf.math.mean(
                sum(tf.math.mul(tempoTargets, logProbabilities), 1), tf.constant(new int[] {0})));
    return tf.math.add(frames, tf.math.mul(tempo, tf.constant((float) options.tempoWeight())));
  }

  /** Weighted cross-entropy of two classes, a weighted mean over all frames. */
  private Operand<TFloat32> classes(
      Operand<TFloat32> logits, Operand<TFloat32> targets, Operand<TFloat32> weights) {
    // The gradient of LogSoftmax is right for rank 2 only.
    Operand<TFloat32> log = tf.nn.logSoftmax(tf.reshape(logits, tf.constant(new int[] {-1, 2})));
    Operand<TFloat32> none = tf.slice(log, ints(0, 0), ints(-1, 1));
    Operand<TFloat32> beat = tf.slice(log, ints(0, 1), ints(-1, 1));
    Operand<TFloat32> likelihood =
        tf.math.add(
            tf.math.mul(targets, beat), tf.math.mul(tf.math.sub(tf.constant(1f), targets), none));
    return weightedMean(tf.math.neg(likelihood), weights);
  }

  /** Cross-entropy of a sigmoid unit: softplus(z) - y z, a weighted mean over all frames. */
  private Operand<TFloat32> binary(
      Operand<TFloat32> logits, Operand<TFloat32> targets, Operand<TFloat32> weights, int unit) {
    Operand<TFloat32> z = channel(logits, unit);
    Operand<TFloat32> losses =
        tf.math.sub(tf.math.softplus(z), tf.math.mul(channel(targets, unit), z));
    return weightedMean(losses, channel(weights, unit));
  }

  private Operand<TFloat32> weightedMean(Operand<TFloat32> values, Operand<TFloat32> weights) {
    Operand<TFloat32> total = sum(tf.math.mul(values, weights), 0, 1);
    return tf.math.div(total, tf.math.add(sum(weights, 0, 1), tf.constant(TINY)));
  }

  private Operand<TFloat32> channel(Operand<TFloat32> values, int index) {
    Operand<TFloat32> one = tf.slice(values, ints(0, 0, index), ints(-1, -1, 1));
    return tf.reshape(one, ints(-1, 1));
  }

  private Operand<TFloat32> sum(Operand<TFloat32> values, int... axes) {
    return tf.sum(values, tf.constant(axes));
  }

  private Operand<TInt32> ints(int... values) {
    return tf.constant(values);
  }
}
