package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.training.beats.BeatGraph;
import org.neume.training.beats.LossOptions;
import org.neume.training.beats.Networks;
import org.neume.training.network.BeatNetworkConfig;
import org.neume.training.network.WeightLayout;

class ReceptiveFieldTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChangedFrameIsFeltJustAsFarAsComputed(boolean parallel) {
    BeatNetworkConfig network = parallel ? Networks.tasks() : Networks.classes();
    int context = network.contextFrames();
    int frames = 2 * context + 41;
    int changed = frames / 2;
    SplittableRandom random = new SplittableRandom(3);
    float[] features = new float[frames * BeatNetworkConfig.BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble();
    }
    float[] other = features.clone();
    for (int band = 0; band < BeatNetworkConfig.BANDS; band++) {
      other[changed * BeatNetworkConfig.BANDS + band] += 50;
    }
    float[] weights = WeightLayout.of(network).initialWeights(2);
    int outputs = network.heads().activations();
    int first = frames;
    int last = -1;
    try (TrainingSession session =
        new TrainingSession(
            new BeatGraph(network, LossOptions.of(network)), 1, 2, WeightState.start(weights))) {
      float[] before = session.activations(features);
      float[] after = session.activations(other);
      for (int i = 0; i < before.length; i++) {
        if (before[i] != after[i]) {
          first = Math.min(first, i / outputs);
          last = Math.max(last, i / outputs);
        }
      }
    }
    assertThat(changed - first).isEqualTo(context);
    assertThat(last - changed).isEqualTo(context);
  }
}
