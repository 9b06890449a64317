package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Windows over rows, as plain copies: a filter as long as a window is then a matrix product, which is as
 * quick as the processor, where TensorFlow's convolutions with long kernels are slow to train.
 */
final class FrameWindows {
  private final Ops tf;

  FrameWindows(Ops tf) {
    this.tf = tf;
  }

  /**
   * Rows side by side with those that follow them.
   *
   * @param rows [batch, n, width]
   * @param count rows of a window
   * @param width values of a row
   * @return [batch, n - count + 1, count width]
   */
  Operand<TFloat32> of(Operand<TFloat32> rows, int count, int width) {
    if (count == 1) {
      return rows;
    }
    Operand<TInt32> kept = tf.math.sub(size(rows, 1), tf.constant(count - 1));
    Operand<TInt32> extent = tf.stack(List.of(tf.constant(-1), kept, tf.constant(width)));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(tf.slice(rows, tf.constant(new int[] {0, i, 0}), extent));
    }
    return tf.concat(parts, tf.constant(2));
  }

  /** [batch, n, in] times [in, out]. */
  Operand<TFloat32> times(Operand<TFloat32> rows, Operand<TFloat32> matrix) {
    int in = (int) matrix.shape().get(0);
    int out = (int) matrix.shape().get(1);
    Operand<TFloat32> product =
        tf.linalg.matMul(tf.reshape(rows, tf.constant(new int[] {-1, in})), matrix);
    return tf.reshape(product, tf.stack(List.of(size(rows, 0), size(rows, 1), tf.constant(out))));
  }

  /** log(1 + max(0, .)). */
  Operand<TFloat32> compressed(Operand<TFloat32> values) {
    return tf.math.log(tf.math.add(tf.constant(1f), tf.nn.relu(values)));
  }

  /** The extent of a dimension, as a scalar. */
  Operand<TInt32> size(Operand<TFloat32> values, int dimension) {
    Operand<TInt32> single =
        tf.slice(tf.shape(values), tf.constant(new int[] {dimension}), tf.constant(new int[] {1}));
    return tf.reshape(single, tf.constant(new int[0]));
  }

  /** The rows from {@code first} on, but for the last {@code less}. */
  Operand<TFloat32> rows(Operand<TFloat32> values, int first, int less, int width) {
    Operand<TInt32> kept = tf.math.sub(size(values, 1), tf.constant(first + less));
    return tf.slice(
        values,
        tf.constant(new int[] {0, first, 0}),
        tf.stack(List.of(tf.constant(-1), kept, tf.constant(width))));
  }
}
