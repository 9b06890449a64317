package org.neume.training.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where each weight of a network lies in one flat vector. The optimizer, the checkpoints and the
 * export all work on that vector.
 */
public final class WeightLayout {
  /** How the name of a residual block's last kernel ends. */
  static final String LAST_OF_BLOCK = ".mix.kernel";

  private final List<WeightSpec> specs;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final int size;
  private final int exportedSize;
  private final int blocks;

  private WeightLayout(List<WeightSpec> exported, List<WeightSpec> teaching, int blocks) {
    this.blocks = blocks;
    this.specs = Stream.concat(exported.stream(), teaching.stream()).toList();
    int offset = 0;
    for (WeightSpec spec : specs) {
      if (offsets.put(spec.name(), offset) != null) {
        throw new IllegalStateException("two weights are called " + spec.name());
      }
      offset += spec.size();
    }
    this.size = offset;
    this.exportedSize = exported.stream().mapToInt(WeightSpec::size).sum();
  }

  /** The weights of a network. */
  public static WeightLayout of(ExportableNetwork network) {
    return network.layout();
  }

  /**
   * A layout of weights that are all exported.
   *
   * @param specs the weights in order
   * @param blocks residual blocks, whose last kernels end in {@code .mix.kernel}; 1 where there are none
   */
  static WeightLayout of(List<WeightSpec> specs, int blocks) {
    return new WeightLayout(specs, List.of(), blocks);
  }

  /**
   * A layout with weights that only teach.
   *
   * @param specs the weights that are exported, in order
   * @param teaching the weights that are not, which follow
   * @param blocks residual blocks, whose last kernels end in {@code .mix.kernel}; 1 where there are none
   */
  static WeightLayout of(List<WeightSpec> specs, List<WeightSpec> teaching, int blocks) {
    return new WeightLayout(specs, teaching, blocks);
  }

  /** The weights in order. */
  public List<WeightSpec> specs() {
    return specs;
  }

  /** Number of parameters in all. */
  public int size() {
    return size;
  }

  /** Number of parameters that an exported network carries: the first ones. */
  public int exportedSize() {
    return exportedSize;
  }

  /** Index of the first element of the weight {@code name}. */
  public int offset(String name) {
    Integer offset = offsets.get(name);
    if (offset == null) {
      throw new IllegalArgumentException("the network has no weight called " + name);
    }
    return offset;
  }

  /**
   * First weights: kernels uniform within ±sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010), the
   * last ones of the residual blocks divided by the root of the number of blocks, biases at their
   * start value. The same seed gives the same weights.
   */
  public float[] initialWeights(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weights = new float[size];
    // Many blocks that each add a full share would start with huge sums.
    double residualShare = 1 / Math.sqrt(blocks);
    int at = 0;
    for (WeightSpec spec : specs) {
      double limit = spec.isBias() ? 0 : Math.sqrt(6.0 / ((double) spec.fanIn() + spec.fanOut()));
      if (spec.name().endsWith(LAST_OF_BLOCK)) {
        limit *= residualShare;
      }
      for (int i = 0; i < spec.size(); i++) {
        weights[at++] =
            spec.isBias() ? spec.start() : (float) ((random.nextDouble() * 2 - 1) * limit);
      }
    }
    return weights;
  }
}
