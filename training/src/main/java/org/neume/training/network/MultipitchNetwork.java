package org.neume.training.network;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network that says of a frame which of the 128 MIDI pitches sound at its center. Immutable.
 *
 * <p>A network of windows needs so many frames before and behind those that it speaks of: what it is given
 * while it trains is longer by them than what it says.
 */
public interface MultipitchNetwork extends ExportableNetwork {
  /** Pitches that a frame has a value for. */
  int PITCHES = 128;

  /** The features that it hears, by name. */
  String representation();

  /** Frames of the input before the first one that it speaks of. */
  int before();

  /** Frames of the input behind the last one that it speaks of. */
  int after();

  /** Frames to either side that can change what is said of one. */
  int contextFrames();

  /** Whether it learns by cross-entropy; by the square loss otherwise. */
  boolean isLogistic();

  /** Multiply-adds that one frame costs where many follow each other. */
  long multiplyAddsPerFrame();

  /** Multiply-adds that a stretch of so many frames costs, with what it needs around them. */
  default long multiplyAdds(int frames) {
    return frames * multiplyAddsPerFrame();
  }

  /**
   * Adds the network to a graph.
   *
   * @param frames [batch, frames, {@link #width}]
   * @return [batch, frames - before - after, 128]: logits, or estimates of 0 and 1 where the loss is square
   */
  Operand<TFloat32> estimates(Ops tf, Operand<TFloat32> frames, WeightSource weights);

  /** Zeros around the frames, so that all of them are spoken of; estimates rise with what is returned. */
  @Override
  default Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    Operand<TFloat32> padded = features;
    if (before() + after() > 0) {
      int[][] paddings = {{0, 0}, {before(), after()}, {0, 0}};
      padded = tf.pad(features, tf.constant(paddings), tf.constant(0f));
    }
    Operand<TFloat32> estimates = estimates(tf, padded, weights);
    return isLogistic()
        ? tf.math.sigmoid(estimates)
        : tf.math.sigmoid(tf.math.mul(tf.constant(4f), tf.math.sub(estimates, tf.constant(0.5f))));
  }

  /** The linear layer {@code top.kernel}, which begins by saying nothing of any pitch. */
  static WeightSpec top(int nodes) {
    return WeightSpec.bias("top.kernel", nodes, PITCHES, 0);
  }

  /** The names of a frame's values: {@code frame-0} to {@code frame-127}. */
  static List<String> outputs() {
    return IntStream.range(0, PITCHES).mapToObj(pitch -> "frame-" + pitch).toList();
  }
}
