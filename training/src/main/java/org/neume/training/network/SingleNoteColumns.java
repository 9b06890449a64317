package org.neume.training.network;

import java.util.List;
import org.neume.feature.signal.SingleNoteConfig;
import org.neume.schemas.SingleNoteOutputs;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The parts of the frames of single notes: the sound, and the measures that networks pass on. */
final class SingleNoteColumns {
  static final int MEASURES = SingleNoteConfig.MEASURES;
  static final int PITCHES = SingleNoteOutputs.PITCHES;

  private final Ops tf;
  private final Operand<TFloat32> features;
  private final int values;
  private final Operand<TInt32> shape;

  /**
   * Takes frames apart.
   *
   * @param features [batch, frames, values + measures]
   */
  SingleNoteColumns(Ops tf, Operand<TFloat32> features, int values) {
    this.tf = tf;
    this.features = features;
    this.values = values;
    shape = tf.shape(features);
  }

  /** The sizes of the first dimension. */
  Operand<TInt32> batch() {
    return size(0);
  }

  /** The sizes of the second dimension. */
  Operand<TInt32> frames() {
    return size(1);
  }

  private Operand<TInt32> size(int dimension) {
    return tf.slice(shape, tf.constant(new int[] {dimension}), tf.constant(new int[] {1}));
  }

  /** [batch, frames, values]. */
  Operand<TFloat32> sound() {
    return part(0, values);
  }

  private Operand<TFloat32> part(int first, int count) {
    return tf.slice(
        features, tf.constant(new int[] {0, 0, first}), tf.constant(new int[] {-1, -1, count}));
  }

  /** Measures and answers side by side: [batch · frames, count] to [batch, frames, measures + count]. */
  Operand<TFloat32> answered(Operand<TFloat32> answers, int count) {
    Operand<TFloat32> rows =
        tf.reshape(
            answers,
            tf.concat(List.of(batch(), frames(), tf.constant(new int[] {count})), tf.constant(0)));
    return tf.concat(List.of(part(values, MEASURES), rows), tf.constant(2));
  }
}
