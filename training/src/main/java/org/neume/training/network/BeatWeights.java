package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;

/** The weights of a beat network. */
final class BeatWeights {
  private BeatWeights() {}

  /** The weights that {@code config} needs while training, in a fixed order. */
  static WeightLayout layout(BeatNetworkConfig config) {
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
    List<WeightSpec> teaching = new ArrayList<>();
    if (config.tempoClasses() > 0) {
      teaching.add(WeightSpec.matrix("tempo.kernel", channels, config.tempoClasses()));
      teaching.add(WeightSpec.bias("tempo.bias", config.tempoClasses(), 0));
    }
    return WeightLayout.of(specs, teaching, config.blocks());
  }
}
