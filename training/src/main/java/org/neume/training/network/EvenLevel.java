package org.neume.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Raw audio brought to one level, so that its loudness says nothing. */
final class EvenLevel {
  /** Frames around a frame, itself among them, whose mean power is brought to 1: 4 s. */
  static final int FRAMES = 441;

  /** Power that is added to the mean, 110 dB below full scale: silence stays silence. */
  private static final float QUIETEST = 1e-11f;

  private EvenLevel() {}

  /** Adds it to a graph: [batch, frames, samples] to the same shape. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> power =
        tf.math.mean(tf.math.mul(frames, frames), tf.constant(2), Mean.keepDims(true));
    Operand<TFloat32> around =
        tf.nn.avgPool(
            tf.expandDims(power, tf.constant(3)),
            List.of(1L, (long) FRAMES, 1L, 1L),
            List.of(1L, 1L, 1L, 1L),
            "SAME");
    Operand<TFloat32> mean = tf.squeeze(around, Squeeze.axis(List.of(3L)));
    return tf.math.mul(frames, tf.math.rsqrt(tf.math.add(mean, tf.constant(QUIETEST))));
  }
}
