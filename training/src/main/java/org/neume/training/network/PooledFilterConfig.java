package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Average-pooled features: filters of 2,048 samples at 51 places of a window of 2,148, two samples apart,
 * log(1 + ReLU), the mean over the places, and a linear layer.
 *
 * @param name name of the model folder
 * @param nodes filters
 */
public record PooledFilterConfig(String name, int nodes) implements MultipitchNetwork {
  private static final int FRAME = LearnedFilterConfig.FRAME;
  private static final int FRAMES = 6;
  private static final int FILTER = 2_048;
  private static final int STRIDE = 2;
  private static final int PLACES = 51;

  /** Where a window of 2,148 begins that is centered in 6 frames. */
  private static final int MARGIN = (FRAMES * FRAME - FILTER - STRIDE * (PLACES - 1)) / 2;

  /** Checks the range. */
  public PooledFilterConfig {
    if (nodes < 1) {
      throw new IllegalArgumentException("a network needs at least one node");
    }
  }

  @Override
  public String representation() {
    return "raw-44100";
  }

  @Override
  public int width() {
    return FRAME;
  }

  @Override
  public int before() {
    return FRAMES / 2;
  }

  @Override
  public int after() {
    return FRAMES / 2 - 1;
  }

  @Override
  public int contextFrames() {
    return before();
  }

  @Override
  public boolean isLogistic() {
    return false;
  }

  @Override
  public long multiplyAddsPerFrame() {
    return (long) PLACES * FILTER * nodes + (long) nodes * PITCHES;
  }

  @Override
  public WeightLayout layout() {
    return WeightLayout.of(
        List.of(
            WeightSpec.matrix("filters", FILTER, nodes),
            MultipitchNetwork.top(nodes),
            WeightSpec.bias("top.bias", PITCHES, 0)),
        1);
  }

  @Override
  public Operand<TFloat32> estimates(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    FrameWindows windows = new FrameWindows(tf);
    Operand<TFloat32> heard =
        windows.of(tf.math.mul(frames, tf.constant(LearnedFilterConfig.GAIN)), FRAMES, FRAME);
    Operand<TFloat32> filters = weights.weight("filters");
    List<Operand<TFloat32>> said = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      Operand<TFloat32> at =
          tf.slice(
              heard,
              tf.constant(new int[] {0, 0, MARGIN + STRIDE * place}),
              tf.constant(new int[] {-1, -1, FILTER}));
      said.add(windows.compressed(windows.times(at, filters)));
    }
    Operand<TFloat32> mean = tf.math.mul(tf.math.addN(said), tf.constant(1f / PLACES));
    return tf.math.add(
        windows.times(mean, weights.weight("top.kernel")), weights.weight("top.bias"));
  }
}
