package org.neume.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Raw audio brought to one level, so that its loudness says nothing. */
final class EvenLevel {
  /** Frames around a frame, itself among them, whose mean power is brought to 1, but for those of zeros: 4 s. */
  static final int FRAMES = 441;

  /** Power that is added to the mean, 110 dB below full scale: silence stays silence. */
  private static final float QUIETEST = 1e-11f;

  private EvenLevel() {}

  /** Adds it to a graph: [batch, frames, samples] to the same shape. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> power =
        tf.math.mean(tf.math.mul(frames, frames), tf.constant(2), Mean.keepDims(true));
    // Frames outside the recording are zeros, and those say nothing of its level.
    Operand<TFloat32> heard = tf.math.sign(power);
    Operand<TFloat32> mean =
        tf.math.div(
            around(tf, power), tf.math.maximum(around(tf, heard), tf.constant(0.5f / FRAMES)));
    return tf.math.mul(frames, tf.math.rsqrt(tf.math.add(mean, tf.constant(QUIETEST))));
  }

  private static Operand<TFloat32> around(Ops tf, Operand<TFloat32> values) {
    return tf.squeeze(
        tf.nn.avgPool(
            tf.expandDims(values, tf.constant(3)),
            List.of(1L, (long) FRAMES, 1L, 1L),
            List.of(1L, 1L, 1L, 1L),
            "SAME"),
        Squeeze.axis(List.of(3L)));
  }
}
