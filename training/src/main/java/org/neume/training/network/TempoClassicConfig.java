package org.neume.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network of the text "Detecting Music BPM using Neural Networks": one convolution over frames of raw
 * audio, a maximum over groups of filters, a rectifier. What it says of a frame of 100 samples at 11,025 Hz
 * are 4 activations in order of time, 1,764 in 4 s; the filters of a group learn the moments of a frame
 * that they speak for. Ours evens out the level first, which the text leaves to the training.
 *
 * @param name name of the model folder
 * @param places activations of a frame
 * @param pool filters per activation, of which the strongest counts
 */
public record TempoClassicConfig(String name, int places, int pool) implements TempoNetwork {

  /** Frames that the convolution sees. */
  private static final int KERNEL = 3;

  /** Brings the gradient's norm near 1, where it is clipped. */
  private static final float SCALE = 10;

  /** Checks the ranges. */
  public TempoClassicConfig {
    if (places < 1 || pool < 1) {
      throw new IllegalArgumentException("a frame needs at least one activation of one filter");
    }
  }

  /** The network as the text gives it: 16 filters, maxima over 4. */
  public static TempoClassicConfig classic() {
    return new TempoClassicConfig("tempo-classic", 4, 4);
  }

  /** 4 s, as the text has it. */
  @Override
  public int windowFrames() {
    return 441;
  }

  @Override
  public double reach() {
    return 12;
  }

  @Override
  public String description() {
    return "One convolution of %d filters over raw audio, for tempo".formatted(places * pool);
  }

  @Override
  public int contextFrames() {
    return KERNEL / 2 + EvenLevel.FRAMES / 2;
  }

  /** The mean squared error, as the text has it. */
  @Override
  public Operand<TFloat32> loss(
      Ops tf, Operand<TFloat32> frames, Operand<TFloat32> targets, WeightSource weights) {
    Operand<TFloat32> miss = tf.math.sub(pulses(tf, frames, weights), targets);
    return tf.math.mul(
        tf.constant(SCALE),
        tf.math.mean(tf.math.mul(miss, miss), tf.constant(new int[] {0, 1, 2})));
  }

  @Override
  public WeightLayout layout() {
    int filters = places * pool;
    return WeightLayout.of(
        List.of(
            WeightSpec.convolution("kernel", KERNEL, 1, SAMPLES, filters),
            WeightSpec.bias("bias", filters, 0.05f)),
        1);
  }

  /**
   * Adds the network to a graph.
   *
   * @param frames [batch, frames, 100]
   * @return [batch, frames, places], 0 or more
   */
  public Operand<TFloat32> pulses(Ops tf, Operand<TFloat32> frames, WeightSource weights) {
    Operand<TFloat32> image = tf.expandDims(EvenLevel.of(tf, frames), tf.constant(2));
    Operand<TFloat32> filtered =
        tf.nn.biasAdd(
            tf.nn.conv2d(image, weights.weight("kernel"), List.of(1L, 1L, 1L, 1L), "SAME"),
            weights.weight("bias"));
    Operand<TFloat32> grouped = shaped(tf, filtered, places, pool);
    // The maximum one filter of a group after the other: the gradient of a reduction is slow.
    Operand<TFloat32> strongest = part(tf, grouped, 0);
    for (int filter = 1; filter < pool; filter++) {
      strongest = tf.math.maximum(strongest, part(tf, grouped, filter));
    }
    return tf.nn.relu(shaped(tf, strongest, places));
  }

  /** The same values in the shape [batch, frames, sizes...]. */
  private static Operand<TFloat32> shaped(Ops tf, Operand<TFloat32> values, int... sizes) {
    Operand<TInt32> kept =
        tf.slice(tf.shape(values), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    return tf.reshape(values, tf.concat(List.of(kept, tf.constant(sizes)), tf.constant(0)));
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> grouped, int filter) {
    return tf.slice(
        grouped, tf.constant(new int[] {0, 0, 0, filter}), tf.constant(new int[] {-1, -1, -1, 1}));
  }

  /** What is said of a recording: the pulses, cut at 1. */
  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return tf.math.minimum(pulses(tf, features, weights), tf.constant(1f));
  }
}
