package org.neume.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A dilated convolution over time without the dilation attribute, whose gradient in TensorFlow's
 * C++ library is silently wrong.
 *
 * <p>Frames are padded with zeros to a multiple of the dilation d and laid out as [frames / d, d]:
 * frames that are d apart become neighbors in a column, and an ordinary convolution with padding
 * SAME does the work. The result equals a dilated convolution that sees zeros outside its input.
 */
final class TimeConvolution {
  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

  private TimeConvolution() {}

  /**
   * Convolves [batch, frames, in] with [taps, 1, in, out] to [batch, frames, out].
   *
   * @param dilation frames between taps
   */
  static Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, int dilation) {
    int in = (int) kernel.shape().get(2);
    int out = (int) kernel.shape().get(3);
    Operand<TInt32> shape = tf.shape(input);
    Operand<TInt32> batch = element(tf, shape, 0);
    Operand<TInt32> frames = element(tf, shape, 1);
    Operand<TFloat32> padded = input;
    if (dilation > 1) {
      Operand<TInt32> missing = tf.math.floorMod(tf.math.neg(frames), tf.constant(dilation));
      Operand<TInt32> zero = tf.constant(0);
      Operand<TInt32> none = tf.stack(List.of(zero, zero));
      Operand<TInt32> paddings = tf.stack(List.of(none, tf.stack(List.of(zero, missing)), none));
      padded = tf.pad(input, paddings, tf.constant(0f));
    }
    Operand<TInt32> minusOne = tf.constant(-1);
    Operand<TFloat32> columns =
        tf.reshape(
            padded, tf.stack(List.of(batch, minusOne, tf.constant(dilation), tf.constant(in))));
    Operand<TFloat32> convolved = tf.nn.conv2d(columns, kernel, UNIT_STRIDES, "SAME");
    Operand<TFloat32> rows =
        tf.reshape(convolved, tf.stack(List.of(batch, minusOne, tf.constant(out))));
    if (dilation == 1) {
      return rows;
    }
    return tf.slice(
        rows, tf.constant(new int[] {0, 0, 0}), tf.stack(List.of(batch, frames, tf.constant(out))));
  }

  private static Operand<TInt32> element(Ops tf, Operand<TInt32> shape, int index) {
    Operand<TInt32> single =
        tf.slice(shape, tf.constant(new int[] {index}), tf.constant(new int[] {1}));
    return tf.reshape(single, tf.constant(new int[0]));
  }
}
