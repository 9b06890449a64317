package org.neume.training.network;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Maximum over neighboring bands.
 *
 * <p>Uses the first version of the MaxPool kernel: the second one, which the typed API makes, has a
 * gradient that oneDNN does not take over and that costs a third of a training step.
 */
final class BandPooling {
  private BandPooling() {}

  /** Pools {@code size} bands of [batch, frames, bands, channels]; bands left over are dropped. */
  static Operand<TFloat32> max(Ops tf, Operand<TFloat32> input, int size) {
    long[] window = {1, 1, size, 1};
    Operation pool =
        tf.scope()
            .opBuilder("MaxPool", "MaxPool")
            .addInput(input.asOutput())
            .setAttr("ksize", window)
            .setAttr("strides", window)
            .setAttr("padding", "VALID")
            .build();
    return pool.<TFloat32>output(0);
  }
}
