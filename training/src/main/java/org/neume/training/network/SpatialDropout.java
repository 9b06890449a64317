package org.neume.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Spatial dropout (Tompson et al., "Efficient object localization using convolutional networks",
 * 2015): one draw per item and channel, for all frames.
 *
 * <p>The draws depend on a fed seed and the place in the network alone, never on what ran before,
 * so that a resumed training sees the draws of an uninterrupted one.
 */
public final class SpatialDropout implements Dropout {
  private final Operand<TInt64> seed;
  private final Operand<TFloat32> rate;
  private long place;

  /**
   * Dropout that is steered from outside the graph.
   *
   * @param seed scalar, another one for every step
   * @param rate scalar, share of the channels that are dropped; 0 keeps all of them
   */
  public SpatialDropout(Operand<TInt64> seed, Operand<TFloat32> rate) {
    this.seed = seed;
    this.rate = rate;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> input) {
    int rank = input.shape().numDimensions();
    Operand<TInt32> shape = tf.shape(input);
    int[] ones = new int[rank - 2];
    Arrays.fill(ones, 1);
    List<Operand<TInt32>> extents = new ArrayList<>();
    extents.add(tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {1})));
    extents.add(tf.constant(ones));
    extents.add(tf.slice(shape, tf.constant(new int[] {rank - 1}), tf.constant(new int[] {1})));
    Operand<TInt32> maskShape = tf.concat(extents, tf.constant(0));
    Operand<TInt64> seeds = tf.stack(List.of(seed, tf.constant(place++)));
    Operand<TFloat32> keep = tf.math.sub(tf.constant(1f), rate);
    Operand<TFloat32> draw = tf.random.statelessRandomUniform(maskShape, seeds);
    Operand<TFloat32> mask = tf.math.floor(tf.math.add(draw, keep));
    return tf.math.mul(input, tf.math.div(mask, keep));
  }
}
