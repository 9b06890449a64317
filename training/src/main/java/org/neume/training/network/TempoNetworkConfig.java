package org.neume.training.network;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The network of the text "Detecting Music BPM using Neural Networks": one convolution over frames of raw
 * audio, a maximum over groups of filters, a rectifier. What it says of a frame of 100 samples at 11,025 Hz
 * are 4 activations in order of time, 1,764 in 4 s; the filters of a group learn the moments of a frame
 * that they speak for.
 *
 * @param name name of the model folder
 * @param places activations of a frame
 * @param pool filters per activation, of which the strongest counts
 */
public record TempoNetworkConfig(String name, int places, int pool) implements ExportableNetwork {

  /** Samples of a frame. */
  public static final int SAMPLES = 100;

  /** Frames that the convolution sees. */
  static final int KERNEL = 3;

  /** Checks the ranges. */
  public TempoNetworkConfig {
    if (places < 1 || pool < 1) {
      throw new IllegalArgumentException("a frame needs at least one activation of one filter");
    }
  }

  /** The network as the text gives it: 16 filters, maxima over 4. */
  public static TempoNetworkConfig tempo() {
    return new TempoNetworkConfig("tempo", 4, 4);
  }

  /** Frames before a frame, and as many behind it, that change what is said of it. */
  public int contextFrames() {
    return KERNEL / 2;
  }

  /** The names of a frame's activations: {@code pulse-0}, ... */
  public List<String> outputs() {
    return IntStream.range(0, places).mapToObj(place -> "pulse-" + place).toList();
  }

  @Override
  public int width() {
    return SAMPLES;
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
    Operand<TFloat32> image = tf.expandDims(frames, tf.constant(2));
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
        grouped,
        tf.constant(new int[] {0, 0, 0, filter}),
        tf.constant(new int[] {-1, -1, -1, 1}));
  }

  /** What is said of a recording: the pulses, cut at 1. */
  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return tf.math.minimum(pulses(tf, features, weights), tf.constant(1f));
  }
}
