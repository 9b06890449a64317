package org.neume.training.network;

import java.util.ArrayList;
import java.util.List;

/** The weights of a note network. */
final class NoteWeights {
  private NoteWeights() {}

  /** The weights that a note network needs, in a fixed order; all are exported. */
  static WeightLayout layout(NoteNetworkConfig config) {
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
    return WeightLayout.of(specs, config.blocks());
  }
}
