package org.neume.training.network;

import java.util.Arrays;
import java.util.List;

/**
 * One weight tensor of a network.
 *
 * @param name name, unique in the network, fit for a TensorFlow node
 * @param shape extents, in TensorFlow's order (height, width, in, out for a convolution)
 * @param fanIn inputs that one output sums over; 0 for a bias
 * @param fanOut outputs that one input reaches; 0 for a bias
 * @param start first value of every element of a bias
 */
public record WeightSpec(String name, List<Long> shape, int fanIn, int fanOut, float start) {

  static WeightSpec convolution(String name, int height, int width, int in, int out) {
    return new WeightSpec(
        name,
        List.of((long) height, (long) width, (long) in, (long) out),
        height * width * in,
        height * width * out,
        0);
  }

  static WeightSpec matrix(String name, int in, int out) {
    return new WeightSpec(name, List.of((long) in, (long) out), in, out, 0);
  }

  /** A convolution with {@code taps} taps anywhere, each an in x out matrix, side by side. */
  static WeightSpec comb(String name, int taps, int in, int out) {
    return new WeightSpec(name, List.of((long) in, (long) taps * out), taps * in, taps * out, 0);
  }

  static WeightSpec bias(String name, int size, float start) {
    return new WeightSpec(name, List.of((long) size), 0, 0, start);
  }

  static WeightSpec bias(String name, int places, int size, float start) {
    return new WeightSpec(name, List.of((long) places, (long) size), 0, 0, start);
  }

  /** Whether this is an additive bias, which weight decay leaves alone. */
  public boolean isBias() {
    return fanIn == 0;
  }

  /** Number of elements. */
  public int size() {
    return (int) Arrays.stream(extents()).reduce(1, (a, b) -> a * b);
  }

  /** The shape as TensorFlow wants it. */
  public long[] extents() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
