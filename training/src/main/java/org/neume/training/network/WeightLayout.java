package org.neume.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Where each weight of a network lies in one flat vector. The optimizer, the checkpoints and the
 * export all work on that vector.
 */
public final class WeightLayout {
  private final List<WeightSpec> specs;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final int size;
  private final int blocks;

  private WeightLayout(List<WeightSpec> specs, int blocks) {
    this.blocks = blocks;
    this.specs = List.copyOf(specs);
    int offset = 0;
    for (WeightSpec spec : specs) {
      if (offsets.put(spec.name(), offset) != null) {
        throw new IllegalStateException("two weights are called " + spec.name());
      }
      offset += spec.size();
    }
    this.size = offset;
  }

  /** The weights that {@code config} needs while training, in a fixed order. */
  public static WeightLayout of(BeatNetworkConfig config) {
    List<WeightSpec> specs = new ArrayList<>();
    int f1 = config.filters1();
    int f2 = config.filters2();
    int channels = config.channels();
    int k = BeatNetworkConfig.SPECTRAL_KERNEL;
    specs.add(WeightSpec.convolution("conv1.kernel", k, k, 1, f1));
    specs.add(WeightSpec.bias("conv1.bias", f1, 0));
    specs.add(WeightSpec.convolution("conv2.kernel", k, k, f1, f2));
    specs.add(WeightSpec.bias("conv2.bias", f2, 0));
    specs.add(WeightSpec.convolution("conv3.kernel", 1, config.foldedBands(), f2, channels));
    specs.add(WeightSpec.bias("conv3.bias", channels, 0));
    for (int block = 0; block < config.blocks(); block++) {
      for (int branch = 0; branch < config.branches(); branch++) {
        String name = "block" + block + ".branch" + branch;
        specs.add(
            WeightSpec.convolution(
                name + ".kernel", BeatNetworkConfig.TIME_KERNEL, 1, channels, channels));
        specs.add(WeightSpec.bias(name + ".bias", channels, 0));
      }
      String mix = "block" + block + ".mix";
      specs.add(WeightSpec.matrix(mix + ".kernel", config.branches() * channels, channels));
      specs.add(WeightSpec.bias(mix + ".bias", channels, 0));
    }
    specs.add(WeightSpec.matrix("output.kernel", channels, config.heads().units()));
    // Beats are rare: starting from that knowledge spares the first hundreds of steps.
    float start = config.heads() == OutputHeads.BEAT_AND_DOWNBEAT ? -3f : 0f;
    specs.add(WeightSpec.bias("output.bias", config.heads().units(), start));
    if (config.tempoClasses() > 0) {
      specs.add(WeightSpec.matrix("tempo.kernel", channels, config.tempoClasses()));
      specs.add(WeightSpec.bias("tempo.bias", config.tempoClasses(), 0));
    }
    return new WeightLayout(specs, config.blocks());
  }

  /** The weights that a note network needs, in a fixed order; all are exported. */
  public static WeightLayout of(NoteNetworkConfig config) {
    List<WeightSpec> specs = new ArrayList<>();
    int channels = config.channels();
    int comb = config.combChannels();
    int first = NoteNetworkConfig.FIRST_KERNEL;
    specs.add(
        WeightSpec.convolution(
            "first.kernel", first, first, NoteNetworkConfig.BINS_PER_SEMITONE, channels));
    specs.add(WeightSpec.bias("first.register", NoteNetworkConfig.SEMITONES, channels, 0));
    for (int block = 0; block < config.blocks(); block++) {
      String name = "block" + block;
      specs.add(
          WeightSpec.convolution(
              name + ".time.kernel", NoteNetworkConfig.TIME_KERNEL, 1, channels, channels));
      specs.add(WeightSpec.bias(name + ".time.bias", channels, 0));
      specs.add(
          WeightSpec.comb(
              name + ".comb.kernel", NoteNetworkConfig.INTERVALS.size(), channels, comb));
      specs.add(WeightSpec.bias(name + ".comb.bias", comb, 0));
      specs.add(WeightSpec.matrix(name + ".mix.kernel", comb, channels));
      specs.add(WeightSpec.bias(name + ".mix.bias", channels, 0));
    }
    specs.add(WeightSpec.matrix("last.kernel", channels, channels));
    specs.add(WeightSpec.bias("last.bias", channels, 0));
    specs.add(WeightSpec.matrix("heads.kernel", channels, NoteNetworkConfig.HEADS));
    // Notes are rare: starting from that knowledge spares the first hundreds of steps.
    specs.add(WeightSpec.bias("heads.bias", NoteNetworkConfig.HEADS, -2f));
    return new WeightLayout(specs, config.blocks());
  }

  /** The weights in order. */
  public List<WeightSpec> specs() {
    return specs;
  }

  /** Number of parameters in all. */
  public int size() {
    return size;
  }

  /** Number of parameters that an exported network carries: all but the tempo head's. */
  public int exportedSize() {
    return specs.stream()
        .filter(spec -> !spec.name().startsWith("tempo."))
        .mapToInt(WeightSpec::size)
        .sum();
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
      if (spec.name().endsWith(".mix.kernel")) {
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
