package org.neume.training.notes;

import org.neume.training.network.NoteNetworkConfig;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The loss of a note network as part of a graph: a mean over frames of a sum over keys. */
final class NoteLoss {
  /** Brings the gradient's norm near 1, where it is clipped. */
  private static final float SCALE = 0.1f;

  private final Ops tf;
  private final NoteLossOptions options;

  NoteLoss(Ops tf, NoteLossOptions options) {
    this.tf = tf;
    this.options = options;
  }

  /**
   * Adds the loss of a batch: cross-entropy of onsets and frames, and where an onset is the squared
   * error of the velocity.
   *
   * @param logits [batch, frames, 264]
   * @param targets [batch, frames, 264]
   */
  Operand<TFloat32> of(Operand<TFloat32> logits, Operand<TFloat32> targets) {
    Operand<TFloat32> onsets = part(targets, 0);
    Operand<TFloat32> emphasis =
        tf.math.add(
            tf.constant(1f),
            tf.math.mul(tf.constant((float) (options.positiveWeight() - 1)), onsets));
    Operand<TFloat32> onset = tf.math.mul(emphasis, crossEntropy(part(logits, 0), onsets));
    Operand<TFloat32> frame = crossEntropy(part(logits, 1), part(targets, 1));
    Operand<TFloat32> miss = tf.math.sub(tf.math.sigmoid(part(logits, 2)), part(targets, 2));
    Operand<TFloat32> velocity = tf.math.mul(onsets, tf.math.mul(miss, miss));
    Operand<TFloat32> sum =
        tf.math.add(
            onset,
            tf.math.add(
                tf.math.mul(tf.constant((float) options.frameWeight()), frame),
                tf.math.mul(tf.constant((float) options.velocityWeight()), velocity)));
    float keys = NoteNetworkConfig.KEYS;
    return tf.math.mul(
        tf.constant(SCALE * keys), tf.math.mean(sum, tf.constant(new int[] {0, 1, 2})));
  }

  /** softplus(z) - y z. */
  private Operand<TFloat32> crossEntropy(Operand<TFloat32> logits, Operand<TFloat32> targets) {
    return tf.math.sub(tf.math.softplus(logits), tf.math.mul(targets, logits));
  }

  private Operand<TFloat32> part(Operand<TFloat32> values, int kind) {
    return tf.slice(
        values,
        tf.constant(new int[] {0, 0, kind * NoteNetworkConfig.KEYS}),
        tf.constant(new int[] {-1, -1, NoteNetworkConfig.KEYS}));
  }
}
