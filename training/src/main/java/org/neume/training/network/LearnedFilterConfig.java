package org.neume.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The multilayer perceptron on raw windows: as many filters as nodes, each as long as the window,
 * log(1 + ReLU), and a linear layer.
 *
 * @param name name of the model folder
 * @param window samples, a multiple of 1,024
 * @param nodes filters
 */
public record LearnedFilterConfig(String name, int window, int nodes) implements MultipitchNetwork {
  /** Samples of a frame. */
  static final int FRAME = 512;

  /** Brings audio to where a logarithm bends. */
  static final float GAIN = 32;

  /** Checks the ranges. */
  public LearnedFilterConfig {
    if (window < 2 * FRAME || window % (2 * FRAME) != 0 || nodes < 1) {
      throw new IllegalArgumentException(
          "a window of %d samples and %d nodes is no network".formatted(window, nodes));
    }
  }

  private int frames() {
    return window / FRAME;
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
    return frames() / 2;
  }

  @Override
  public int after() {
    return frames() / 2 - 1;
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
    return (long) window * nodes + (long) nodes * PITCHES;
  }

  @Override
  public WeightLayout layout() {
    return WeightLayout.of(
        List.of(
            WeightSpec.matrix("filters", window, nodes),
            MultipitchNetwork.top(nodes),
            WeightSpec.bias("top.bias", PITCHES, 0)),
        1);
  }

  @Override
  public Operand<TFloat32> estimates(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    FrameWindows windows = new FrameWindows(tf);
    Operand<TFloat32> heard = windows.of(tf.math.mul(frames, tf.constant(GAIN)), frames(), FRAME);
    Operand<TFloat32> features =
        windows.compressed(windows.times(heard, weights.weight("filters")));
    return tf.math.add(
        windows.times(features, weights.weight("top.kernel")), weights.weight("top.bias"));
  }
}
